import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictReferenceGrants = defineValidatingPolicy({
  name: 'restrict-reference-grants',
  title: 'Grants name what they grant',
  description: 'A ReferenceGrant without a name opens every Service or Secret of the namespace to another one.',
  category: 'Gateway',
  severity: 'medium',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.3', 'NIST-800-53/AC-4'],
  rollout: refusedInProduction,
  match: { kinds: ['ReferenceGrant'] },
  matchConditions: [ofTenants],
  validations: [
    { expression: "object.spec.to.all(t, t.?name.orValue('') != '')", message: 'name the object in spec.to[].name' },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'ReferenceGrant',
        spec: { from: [], to: [{ group: '', kind: 'Service', name: 'web' }] },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'ReferenceGrant',
        spec: { from: [], to: [{ group: '', kind: 'Secret' }] },
      }),
    ],
  },
})
