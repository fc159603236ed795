import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const requireRunAsNonRoot = defineValidatingPolicy({
  name: 'require-run-as-non-root',
  title: 'Nobody runs as root',
  description:
    'A process that is root in its container is one kernel bug from being root on the node. Set runAsNonRoot on the pod or on every container.',
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
        'variables.allContainers.all(c, c.?securityContext.?runAsNonRoot.orValue(object.spec.?securityContext.?runAsNonRoot.orValue(false)))',
      message: 'set runAsNonRoot to true on the pod or on every container',
    },
  ],
  examples: {
    allowed: [
      pod(),
      pod({ securityContext: {}, containers: [container({ securityContext: { runAsNonRoot: true } })] }),
    ],
    refused: [
      pod({ securityContext: {} }),
      pod({ containers: [container({ securityContext: { runAsNonRoot: false } })] }),
      deployment({ securityContext: {} }),
    ],
  },
})
