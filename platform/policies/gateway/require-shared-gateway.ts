import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const requireSharedGateway = defineValidatingPolicy({
  name: 'require-shared-gateway',
  title: 'Routes attach to the shared Gateway',
  description: 'Another parent has no certificate and no limits of ours.',
  category: 'Gateway',
  severity: 'medium',
  controls: ['SOC2/CC6.7', 'ISO27001/A.8.24', 'PCI-DSS/4.2.1', 'GDPR/Art.32', 'NIST-800-53/SC-8'],
  rollout: refusedInProduction,
  match: { kinds: ['HTTPRoute', 'GRPCRoute'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression:
        "object.spec.?parentRefs.orValue([]).size() > 0 && object.spec.parentRefs.all(ref, ref.?kind.orValue('Gateway') == 'Service' || (ref.name == 'shared' && ref.?namespace.orValue('') == 'gateway-system'))",
      message: 'attach to the Gateway gateway-system/shared',
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
        spec: { parentRefs: [{ name: 'mine' }] },
      }),
    ],
  },
})
