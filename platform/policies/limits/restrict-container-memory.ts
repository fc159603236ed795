import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictContainerMemory = defineValidatingPolicy({
  name: 'restrict-container-memory',
  title: 'No container above 16 GiB',
  description:
    'A container larger than most nodes cannot be moved when its node drains. Ask for a node pool of its own first.',
  category: 'Quota and limits',
  severity: 'medium',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression:
        "object.spec.containers.all(c, !quantity(c.?resources.?requests[?'memory'].orValue('0')).isGreaterThan(quantity('16Gi')))",
      message: 'request 16Gi of memory at most for a container, or use a node pool of your own',
    },
  ],
  examples: {
    allowed: [pod(), deployment()],
    refused: [
      pod({ containers: [container({ resources: { requests: { cpu: '1', memory: '32Gi' } } })] }),
      deployment({ containers: [container({ resources: { requests: { memory: '17Gi' } } })] }),
    ],
  },
})
