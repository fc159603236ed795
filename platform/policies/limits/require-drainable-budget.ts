import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const requireDrainableBudget = defineValidatingPolicy({
  name: 'require-drainable-budget',
  title: 'A disruption budget that lets nodes drain',
  description: 'maxUnavailable: 0 or minAvailable: 100% stops every node upgrade until someone deletes the budget.',
  category: 'Quota and limits',
  severity: 'medium',
  controls: ['SOC2/A1.2', 'ISO27001/A.8.14', 'NIST-800-53/CP-10'],
  rollout: refusedInProduction,
  match: { kinds: ['PodDisruptionBudget'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression:
        "!(object.spec.?maxUnavailable.orValue(1) in [0, '0', '0%']) && object.spec.?minAvailable.orValue(0) != '100%'",
      message: 'set maxUnavailable to 1 at least, or minAvailable below 100%, so that a node can be drained',
    },
  ],
  examples: {
    allowed: [namespaced({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: { maxUnavailable: 1 } })],
    refused: [
      namespaced({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: { maxUnavailable: 0 } }),
      namespaced({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: { minAvailable: '100%' } }),
    ],
  },
})
