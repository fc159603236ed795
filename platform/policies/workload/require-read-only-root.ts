import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod, cronJob, ofOperator } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from '../pod-security/all-containers.ts'
import { notOfOperators, ofTenants } from '../of-tenants.ts'

export const requireReadOnlyRoot = defineValidatingPolicy({
  name: 'require-read-only-root',
  title: 'A root file system that cannot be written',
  description:
    'Who breaks into a container writes tools to its file system. Make it read-only and mount an emptyDir where files are written.',
  category: 'Workload best practice',
  severity: 'medium',
  controls: ['SOC2/CC6.8', 'ISO27001/A.8.19', 'PCI-DSS/2.2.6', 'NIST-800-53/SI-7'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants, notOfOperators],
  variables: [allContainers],
  validations: [
    {
      expression: 'variables.allContainers.all(c, c.?securityContext.?readOnlyRootFilesystem.orValue(false))',
      message: 'set securityContext.readOnlyRootFilesystem to true and mount an emptyDir for what is written',
    },
  ],
  examples: {
    allowed: [ofOperator, pod(), deployment()],
    refused: [
      pod({ containers: [container({ securityContext: { readOnlyRootFilesystem: false } })] }),
      cronJob({ containers: [container({ securityContext: {} })] }),
    ],
  },
})
