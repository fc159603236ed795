import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const requireRouteHostname = defineValidatingPolicy({
  name: 'require-route-hostname',
  title: 'A route names its hosts',
  description: "A route without hostnames answers for every host of the Gateway, other teams' too.",
  category: 'Gateway',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.3', 'NIST-800-53/AC-4'],
  rollout: refusedInProduction,
  match: { kinds: ['HTTPRoute', 'GRPCRoute'] },
  matchConditions: [ofTenants],
  validations: [
    { expression: 'object.spec.?hostnames.orValue([]).size() > 0', message: 'name the hosts in spec.hostnames' },
    {
      expression: "object.spec.?hostnames.orValue([]).all(h, !h.startsWith('*'))",
      message: 'name every host: a wildcard takes names of other teams',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        spec: {
          parentRefs: [{ name: 'shared', namespace: 'gateway-system', sectionName: 'https' }],
          hostnames: ['web.eu.acme.internal'],
        },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        spec: { parentRefs: [{ name: 'shared', namespace: 'gateway-system', sectionName: 'https' }] },
      }),
      namespaced({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        spec: {
          parentRefs: [{ name: 'shared', namespace: 'gateway-system', sectionName: 'https' }],
          hostnames: ['*.eu.acme.internal'],
        },
      }),
    ],
  },
})
