import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const disallowPrivilegeEscalation = defineValidatingPolicy({
  name: 'disallow-privilege-escalation',
  title: 'No privilege escalation',
  description:
    'Without allowPrivilegeEscalation: false a setuid binary gains rights its process does not have. Set it on every container.',
  category: 'Pod Security (restricted)',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression: 'variables.allContainers.all(c, c.?securityContext.?allowPrivilegeEscalation.orValue(true) == false)',
      message: 'set securityContext.allowPrivilegeEscalation to false on every container',
    },
  ],
  examples: {
    allowed: [pod(), deployment()],
    refused: [
      pod({ containers: [container({ securityContext: {} })] }),
      deployment({ containers: [container({ securityContext: { allowPrivilegeEscalation: true } })] }),
    ],
  },
})
