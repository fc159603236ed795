import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced, tenantNamespace } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const requireEncryptedVolumes = defineValidatingPolicy({
  name: 'require-encrypted-volumes',
  title: 'Restricted data lies on encrypted volumes',
  description: 'Volumes of a namespace with restricted data name a storage class that encrypts.',
  category: 'Data residency',
  severity: 'high',
  controls: ['GDPR/Art.32', 'ISO27001/A.8.24', 'PCI-DSS/3.5.1', 'NIST-800-53/SC-28'],
  rollout: refusedInProduction,
  match: { kinds: ['PersistentVolumeClaim'] },
  matchConditions: [
    {
      name: 'restricted-data',
      expression: "namespaceObject.metadata.?labels[?'acme.internal/data-classification'].orValue('') == 'restricted'",
    },
  ],
  validations: [
    {
      expression: "object.spec.?storageClassName.orValue('').contains('encrypted')",
      message: 'name a storage class that encrypts, e.g. gp3-encrypted',
    },
  ],
  examples: {
    allowed: [
      {
        ...namespaced({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { storageClassName: 'gp3-encrypted' } }),
        namespaceLabels: { ...tenantNamespace, 'acme.internal/data-classification': 'restricted' },
      },
    ],
    refused: [
      {
        ...namespaced({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { storageClassName: 'gp2' } }),
        namespaceLabels: { ...tenantNamespace, 'acme.internal/data-classification': 'restricted' },
      },
      {
        ...namespaced({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: {} }),
        namespaceLabels: { ...tenantNamespace, 'acme.internal/data-classification': 'restricted' },
      },
    ],
  },
})
