import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, pod, ofOperator } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { notOfOperators, ofTenants } from '../of-tenants.ts'

export const disallowTokenAutomount = defineValidatingPolicy({
  name: 'disallow-token-automount',
  title: 'No API token by default',
  description:
    'A mounted token is a key to the API server in every container that is broken into. Set automountServiceAccountToken: false, or project a token with an audience.',
  category: 'Workload best practice',
  severity: 'medium',
  controls: ['SOC2/CC6.3', 'ISO27001/A.5.15', 'PCI-DSS/7.2.1', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants, notOfOperators],
  validations: [
    {
      expression: 'object.spec.?automountServiceAccountToken.orValue(true) == false',
      message: 'set automountServiceAccountToken to false',
    },
  ],
  examples: {
    allowed: [ofOperator, pod(), deployment()],
    refused: [pod({ automountServiceAccountToken: true }), deployment({ automountServiceAccountToken: undefined })],
  },
})
