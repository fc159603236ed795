import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, pod } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictPriority = defineValidatingPolicy({
  name: 'restrict-priority',
  title: 'Tenants use the priorities of tenants',
  description: 'system-cluster-critical and system-node-critical evict other pods and belong to the platform.',
  category: 'Workload best practice',
  severity: 'medium',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: "!object.spec.?priorityClassName.orValue('').startsWith('system-')",
      message: 'name a priority class of tenants; those that begin with system- are of the platform',
    },
  ],
  examples: {
    allowed: [pod(), pod({ priorityClassName: 'batch' })],
    refused: [
      pod({ priorityClassName: 'system-node-critical' }),
      deployment({ priorityClassName: 'system-cluster-critical' }),
    ],
  },
})
