import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const disallowHostPorts = defineValidatingPolicy({
  name: 'disallow-host-ports',
  title: 'No host ports',
  description:
    'A hostPort takes a port of the node and passes by every NetworkPolicy and Service. Expose a Service instead.',
  category: 'Pod Security (baseline)',
  severity: 'medium',
  controls: ['SOC2/CC6.6', 'ISO27001/A.8.22', 'PCI-DSS/1.3.1', 'NIST-800-53/SC-7'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression: 'variables.allContainers.all(c, c.?ports.orValue([]).all(p, p.?hostPort.orValue(0) == 0))',
      message: 'a hostPort takes a port of the node; remove it and use a Service',
    },
  ],
  examples: {
    allowed: [pod({ containers: [container({ ports: [{ containerPort: 8080 }] })] })],
    refused: [
      pod({ containers: [container({ ports: [{ containerPort: 80, hostPort: 80 }] })] }),
      deployment({ containers: [container({ ports: [{ containerPort: 80, hostPort: 80 }] })] }),
    ],
  },
})
