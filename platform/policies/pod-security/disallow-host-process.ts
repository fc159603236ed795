import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const disallowHostProcess = defineValidatingPolicy({
  name: 'disallow-host-process',
  title: 'No Windows host processes',
  description: 'A host process container is a process of the Windows node. Remove windowsOptions.hostProcess.',
  category: 'Pod Security (baseline)',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression:
        '!object.spec.?securityContext.?windowsOptions.?hostProcess.orValue(false) && variables.allContainers.all(c, !c.?securityContext.?windowsOptions.?hostProcess.orValue(false))',
      message: 'a host process container runs on the node itself; remove windowsOptions.hostProcess',
    },
  ],
  examples: {
    allowed: [pod()],
    refused: [
      pod({ securityContext: { windowsOptions: { hostProcess: true } } }),
      pod({ containers: [container({ securityContext: { windowsOptions: { hostProcess: true } } })] }),
    ],
  },
})
