import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { pod } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const restrictDefaultNamespace = defineValidatingPolicy({
  name: 'restrict-default-namespace',
  title: 'Nothing in the default namespace',
  description: 'The default namespace has no owner, no quota and no network policy.',
  category: 'Tenancy',
  severity: 'medium',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.3', 'NIST-800-53/AC-3'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod', 'Service', 'ConfigMap', 'PersistentVolumeClaim'] },
  validations: [
    {
      expression:
        "object.metadata.?namespace.orValue('default') != 'default' || object.metadata.name in ['kubernetes', 'kube-root-ca.crt']",
      message: 'render into the namespace of a tenant',
    },
  ],
  examples: {
    allowed: [pod()],
    refused: [pod({}, { namespace: 'default' })],
  },
})
