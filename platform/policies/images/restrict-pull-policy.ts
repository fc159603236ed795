import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from '../pod-security/all-containers.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictPullPolicy = defineValidatingPolicy({
  name: 'restrict-pull-policy',
  title: 'No image that the node happens to have',
  description: 'imagePullPolicy Never runs what somebody else pulled onto the node under that name.',
  category: 'Images',
  severity: 'low',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.19', 'PCI-DSS/6.5.1', 'NIST-800-53/SI-7'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression: "variables.allContainers.all(c, c.?imagePullPolicy.orValue('IfNotPresent') != 'Never')",
      message: 'remove imagePullPolicy: Never',
    },
  ],
  examples: {
    allowed: [pod()],
    refused: [
      pod({ containers: [container({ imagePullPolicy: 'Never' })] }),
      deployment({ containers: [container({ imagePullPolicy: 'Never' })] }),
    ],
  },
})
