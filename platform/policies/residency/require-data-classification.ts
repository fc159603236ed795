import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespace, tenantNamespace } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { isTenant } from '../of-tenants.ts'

export const requireDataClassification = defineValidatingPolicy({
  name: 'require-data-classification',
  title: 'Namespaces say what data they hold',
  description: 'What may leave a region, be logged or be copied depends on the class of the data.',
  category: 'Data residency',
  severity: 'medium',
  controls: ['SOC2/C1.1', 'ISO27001/A.5.12', 'ISO27001/A.5.13', 'NIST-800-53/RA-2'],
  rollout: refusedInProduction,
  match: { kinds: ['Namespace'] },
  matchConditions: [isTenant],
  validations: [
    {
      expression:
        "object.metadata.labels[?'acme.internal/data-classification'].orValue('') in ['public', 'internal', 'confidential', 'restricted']",
      message:
        'label the namespace with acme.internal/data-classification: public, internal, confidential or restricted',
    },
  ],
  examples: {
    allowed: [namespace({ ...tenantNamespace, 'acme.internal/data-classification': 'internal' })],
    refused: [namespace(tenantNamespace)],
  },
})
