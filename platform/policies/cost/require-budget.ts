import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespace, tenantNamespace } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { isTenant } from '../of-tenants.ts'

export const requireBudget = defineValidatingPolicy({
  name: 'require-budget',
  title: 'Tenants have a budget',
  description: 'A budget is what an alert compares the bill with.',
  category: 'Cost',
  severity: 'low',
  controls: ['ISO27001/A.5.9', 'NIST-800-53/CM-8'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['Namespace'] },
  matchConditions: [isTenant],
  validations: [
    {
      expression: "object.metadata.?annotations[?'acme.internal/monthly-budget'].orValue('') != ''",
      message: 'give the tenant a monthlyBudget: the namespace has no annotation acme.internal/monthly-budget',
    },
  ],
  examples: {
    allowed: [namespace(tenantNamespace, 'shop', { 'acme.internal/monthly-budget': '500 EUR' })],
    refused: [namespace(tenantNamespace)],
  },
})
