import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const requireDroppedCapabilities = defineValidatingPolicy({
  name: 'require-dropped-capabilities',
  title: 'All capabilities dropped',
  description:
    'A container that drops all capabilities and adds none but NET_BIND_SERVICE can do what its user can do, and no more.',
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
        "variables.allContainers.all(c, 'ALL' in c.?securityContext.?capabilities.?drop.orValue([]) && c.?securityContext.?capabilities.?add.orValue([]).all(capability, capability == 'NET_BIND_SERVICE'))",
      message: 'drop ALL capabilities and add none but NET_BIND_SERVICE',
    },
  ],
  examples: {
    allowed: [
      pod(),
      pod({
        containers: [container({ securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } })],
      }),
    ],
    refused: [
      pod({ containers: [container({ securityContext: {} })] }),
      deployment({ containers: [container({ securityContext: { capabilities: { drop: ['ALL'], add: ['CHOWN'] } } })] }),
    ],
  },
})
