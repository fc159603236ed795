import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const restrictExternalNames = defineValidatingPolicy({
  name: 'restrict-external-names',
  title: 'External names stay outside',
  description: 'An ExternalName Service can point back into the cluster and pass by network policies.',
  category: 'Network',
  severity: 'medium',
  controls: ['SOC2/CC6.6', 'ISO27001/A.8.22', 'PCI-DSS/1.3.2', 'NIST-800-53/SC-7'],
  rollout: refusedInProduction,
  match: { kinds: ['Service'] },
  validations: [
    {
      expression:
        "object.spec.?type.orValue('ClusterIP') != 'ExternalName' || (!object.spec.externalName.endsWith('.svc') && !object.spec.externalName.contains('.cluster.local') && object.spec.externalName != 'localhost')",
      message: 'name a host outside the cluster; inside, refer to the Service itself',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'v1',
        kind: 'Service',
        spec: { type: 'ExternalName', externalName: 'api.partner.net' },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'v1',
        kind: 'Service',
        spec: { type: 'ExternalName', externalName: 'vault.vault.svc' },
      }),
      namespaced({ apiVersion: 'v1', kind: 'Service', spec: { type: 'ExternalName', externalName: 'localhost' } }),
    ],
  },
})
