import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const requireTlsSection = defineValidatingPolicy({
  name: 'require-tls-section',
  title: 'Routes are served over TLS',
  description: 'A route on every listener also answers in plain text. Name the https listener.',
  category: 'Gateway',
  severity: 'high',
  controls: ['SOC2/CC6.7', 'ISO27001/A.8.24', 'PCI-DSS/4.2.1', 'GDPR/Art.32', 'NIST-800-53/SC-8'],
  rollout: refusedInProduction,
  match: { kinds: ['HTTPRoute'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression:
        "object.spec.?parentRefs.orValue([]).filter(ref, ref.?kind.orValue('Gateway') == 'Gateway').all(ref, ref.?sectionName.orValue('') in ['https', 'platform'])",
      message: 'set parentRefs[].sectionName to https',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        spec: { parentRefs: [{ name: 'shared', namespace: 'gateway-system', sectionName: 'https' }] },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        spec: { parentRefs: [{ name: 'shared', namespace: 'gateway-system' }] },
      }),
    ],
  },
})
