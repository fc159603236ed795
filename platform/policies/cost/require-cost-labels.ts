import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespace, tenantNamespace } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { isTenant } from '../of-tenants.ts'

export const requireCostLabels = defineValidatingPolicy({
  name: 'require-cost-labels',
  title: 'Namespaces of tenants are charged to someone',
  description: 'Without a cost centre the bill goes to nobody, and nobody looks at it.',
  category: 'Cost',
  severity: 'medium',
  controls: ['ISO27001/A.5.9', 'NIST-800-53/CM-8'],
  rollout: refusedInProduction,
  match: { kinds: ['Namespace'] },
  matchConditions: [isTenant],
  validations: [
    {
      expression:
        "['acme.internal/cost-center', 'acme.internal/organization', 'acme.internal/tier'].all(key, object.metadata.labels[?key].orValue('') != '')",
      message: 'label the namespace with acme.internal/cost-center, /organization and /tier: defineTenant does',
    },
  ],
  examples: {
    allowed: [
      namespace({
        ...tenantNamespace,
        'acme.internal/cost-center': 'cc-100',
        'acme.internal/organization': 'retail',
        'acme.internal/tier': 'gold',
      }),
    ],
    refused: [namespace(tenantNamespace)],
  },
})
