import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced, owned } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { ofTenants, writtenHere } from '../of-tenants.ts'

const breach = namespaced({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  spec: {
    parentRefs: [{ name: 'shared', namespace: 'gateway-system', sectionName: 'https' }],
    rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
  },
})

export const requireRouteTimeout = defineValidatingPolicy({
  name: 'require-route-timeout',
  title: 'A route has a timeout',
  description: 'Without a timeout a hung backend holds connections of the shared Gateway.',
  category: 'Gateway',
  severity: 'low',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-5'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['HTTPRoute'] },
  matchConditions: [ofTenants, writtenHere],
  validations: [
    {
      expression:
        "object.spec.?rules.orValue([]).all(rule, has(rule.timeouts) || rule.?filters.orValue([]).exists(f, f.type == 'RequestRedirect'))",
      message: 'set rules[].timeouts.request',
    },
  ],
  examples: {
    allowed: [
      owned(breach),
      namespaced({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        spec: {
          parentRefs: [{ name: 'shared', namespace: 'gateway-system', sectionName: 'https' }],
          rules: [{ timeouts: { request: '15s' } }],
        },
      }),
    ],
    refused: [breach],
  },
})
