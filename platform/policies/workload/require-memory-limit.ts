import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod, cronJob, ofOperator } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { notOfOperators, ofTenants } from '../of-tenants.ts'

export const requireMemoryLimit = defineValidatingPolicy({
  name: 'require-memory-limit',
  title: 'Memory has a limit',
  description:
    'A container without a memory limit takes its node down with it. Set resources.limits.memory; a CPU limit is not needed.',
  category: 'Workload best practice',
  severity: 'medium',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants, notOfOperators],
  validations: [
    {
      expression:
        "object.spec.containers.all(c, has(c.resources) && has(c.resources.limits) && 'memory' in c.resources.limits)",
      message: 'set resources.limits.memory on every container',
    },
  ],
  examples: {
    allowed: [ofOperator, pod(), deployment()],
    refused: [
      pod({ containers: [container({ resources: { requests: { cpu: '1', memory: '1Gi' } } })] }),
      cronJob({ containers: [container({ resources: {} })] }),
    ],
  },
})
