import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const restrictApparmor = defineValidatingPolicy({
  name: 'restrict-apparmor',
  title: 'AppArmor stays on',
  description:
    'An unconfined AppArmor profile takes a layer of isolation away. Use RuntimeDefault or a profile of the node.',
  category: 'Pod Security (baseline)',
  severity: 'medium',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression:
        "([object.spec.?securityContext.?appArmorProfile.?type.orValue('')] + variables.allContainers.map(c, c.?securityContext.?appArmorProfile.?type.orValue(''))).all(t, t in ['', 'RuntimeDefault', 'Localhost'])",
      message: 'set the AppArmor profile to RuntimeDefault or Localhost, or remove it',
    },
  ],
  examples: {
    allowed: [pod(), pod({ securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } })],
    refused: [
      pod({ securityContext: { appArmorProfile: { type: 'Unconfined' } } }),
      pod({ containers: [container({ securityContext: { appArmorProfile: { type: 'Unconfined' } } })] }),
    ],
  },
})
