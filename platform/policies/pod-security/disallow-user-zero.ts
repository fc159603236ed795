import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const disallowUserZero = defineValidatingPolicy({
  name: 'disallow-user-zero',
  title: 'No user 0',
  description: 'runAsUser: 0 is root by number. Use a user of the image, or none.',
  category: 'Pod Security (restricted)',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression:
        'object.spec.?securityContext.?runAsUser.orValue(1) != 0 && variables.allContainers.all(c, c.?securityContext.?runAsUser.orValue(1) != 0)',
      message: 'remove runAsUser: 0, or name another user',
    },
  ],
  examples: {
    allowed: [pod(), pod({ securityContext: { runAsUser: 65532 } })],
    refused: [
      pod({ securityContext: { runAsUser: 0 } }),
      deployment({ containers: [container({ securityContext: { runAsUser: 0 } })] }),
    ],
  },
})
