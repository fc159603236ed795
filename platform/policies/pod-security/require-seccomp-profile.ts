import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const requireSeccompProfile = defineValidatingPolicy({
  name: 'require-seccomp-profile',
  title: 'A seccomp profile',
  description: 'Without a seccomp profile a container may make every system call. Set RuntimeDefault on the pod.',
  category: 'Pod Security (restricted)',
  severity: 'medium',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression:
        "variables.allContainers.all(c, c.?securityContext.?seccompProfile.?type.orValue(object.spec.?securityContext.?seccompProfile.?type.orValue('')) in ['RuntimeDefault', 'Localhost'])",
      message: 'set seccompProfile.type to RuntimeDefault on the pod or on every container',
    },
  ],
  examples: {
    allowed: [pod(), deployment()],
    refused: [
      pod({ securityContext: { runAsNonRoot: true } }),
      pod({ securityContext: { seccompProfile: { type: 'Unconfined' } } }),
      deployment({ securityContext: {} }),
    ],
  },
})
