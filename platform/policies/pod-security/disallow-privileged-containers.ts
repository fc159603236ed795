import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const disallowPrivilegedContainers = defineValidatingPolicy({
  name: 'disallow-privileged-containers',
  title: 'No privileged containers',
  description:
    'A privileged container has every right of the node it runs on. Drop `privileged`, and add the one capability that is needed.',
  category: 'Pod Security (baseline)',
  severity: 'critical',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression: 'variables.allContainers.all(c, !c.?securityContext.?privileged.orValue(false))',
      message: 'a privileged container owns its node; remove securityContext.privileged',
      messageExpression:
        "'container ' + variables.allContainers.filter(c, c.?securityContext.?privileged.orValue(false))[0].name + ' is privileged and owns its node; remove securityContext.privileged'",
    },
  ],
  examples: {
    allowed: [pod(), deployment(), pod({ containers: [container({ securityContext: { privileged: false } })] })],
    refused: [
      pod({ containers: [container({ securityContext: { privileged: true } })] }),
      pod({ initContainers: [container({ name: 'init', securityContext: { privileged: true } })] }),
      deployment({ containers: [container({ securityContext: { privileged: true } })] }),
    ],
  },
})
