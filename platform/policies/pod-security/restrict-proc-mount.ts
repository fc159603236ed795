import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const restrictProcMount = defineValidatingPolicy({
  name: 'restrict-proc-mount',
  title: 'Masked /proc',
  description: 'An unmasked /proc shows kernel interfaces that containers must not see. Leave procMount at Default.',
  category: 'Pod Security (baseline)',
  severity: 'medium',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression: "variables.allContainers.all(c, c.?securityContext.?procMount.orValue('Default') == 'Default')",
      message: 'procMount must be Default; remove it',
    },
  ],
  examples: {
    allowed: [pod(), pod({ containers: [container({ securityContext: { procMount: 'Default' } })] })],
    refused: [pod({ containers: [container({ securityContext: { procMount: 'Unmasked' } })] })],
  },
})
