import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictCrossNamespaceBackends = defineValidatingPolicy({
  name: 'restrict-cross-namespace-backends',
  title: 'Routes lead to their own namespace',
  description: "A backend in another namespace sends a team's traffic to another team.",
  category: 'Tenancy',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.3', 'NIST-800-53/AC-4'],
  rollout: refusedInProduction,
  match: { kinds: ['HTTPRoute'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression:
        'object.spec.?rules.orValue([]).all(rule, rule.?backendRefs.orValue([]).all(b, b.?namespace.orValue(object.metadata.namespace) == object.metadata.namespace))',
      message: 'remove namespace from backendRefs: they stay in that of the route',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        spec: { rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        spec: { rules: [{ backendRefs: [{ name: 'web', namespace: 'bank', port: 80 }] }] },
      }),
    ],
  },
})
