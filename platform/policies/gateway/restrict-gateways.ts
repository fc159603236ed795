import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictGateways = defineValidatingPolicy({
  name: 'restrict-gateways',
  title: "Gateways are the platform's",
  description: 'A Gateway opens an address; the platform runs one for everybody. Attach an HTTPRoute to it.',
  category: 'Gateway',
  severity: 'high',
  controls: ['SOC2/CC6.6', 'ISO27001/A.8.21', 'ISO27001/A.8.22', 'PCI-DSS/1.3.1', 'NIST-800-53/SC-7'],
  rollout: refusedInProduction,
  match: { kinds: ['Gateway'] },
  matchConditions: [ofTenants],
  validations: [{ expression: 'false', message: 'attach an HTTPRoute to the shared Gateway' }],
  examples: {
    allowed: [
      {
        ...namespaced({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', spec: {} }),
        namespaceLabels: { 'acme.internal/layer': 'platform' },
      },
    ],
    refused: [
      namespaced({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', spec: { gatewayClassName: 'envoy' } }),
    ],
  },
})
