import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const disallowDangerousCapabilities = defineValidatingPolicy({
  name: 'disallow-dangerous-capabilities',
  title: 'No capabilities beyond the default',
  description:
    'Capabilities beyond those of a container runtime, such as SYS_ADMIN, break out of the container. Drop all and add the one that is needed.',
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
        "variables.allContainers.all(c, c.?securityContext.?capabilities.?add.orValue([]).all(capability, capability in ['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT']))",
      message: 'remove added capabilities that no container runtime grants by itself',
    },
  ],
  examples: {
    allowed: [pod(), pod({ containers: [container({ securityContext: { capabilities: { add: ['CHOWN'] } } })] })],
    refused: [
      pod({ containers: [container({ securityContext: { capabilities: { add: ['SYS_ADMIN'] } } })] }),
      deployment({ containers: [container({ securityContext: { capabilities: { add: ['NET_RAW'] } } })] }),
    ],
  },
})
