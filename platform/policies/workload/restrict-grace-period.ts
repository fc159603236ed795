import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, pod } from '../example-object.ts'
import { reported } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictGracePeriod = defineValidatingPolicy({
  name: 'restrict-grace-period',
  title: 'Shutdown takes seconds, not minutes',
  description:
    'A termination grace period above five minutes holds up every drain of its node. Finish sooner, or split the work.',
  category: 'Workload best practice',
  severity: 'low',
  controls: ['SOC2/A1.2', 'ISO27001/A.8.14', 'NIST-800-53/SI-13'],
  rollout: reported,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: 'object.spec.?terminationGracePeriodSeconds.orValue(30) <= 300',
      message: 'set terminationGracePeriodSeconds to 300 at most',
    },
  ],
  examples: {
    allowed: [pod(), pod({ terminationGracePeriodSeconds: 120 })],
    refused: [pod({ terminationGracePeriodSeconds: 3600 }), deployment({ terminationGracePeriodSeconds: 301 })],
  },
})
