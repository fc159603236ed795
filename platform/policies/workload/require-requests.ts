import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod, cronJob, ofOperator } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { notOfOperators, ofTenants } from '../of-tenants.ts'

export const requireRequests = defineValidatingPolicy({
  name: 'require-requests',
  title: 'CPU and memory are requested',
  description:
    'Without requests the scheduler guesses, and the pod is the first to be evicted. Say what the container needs when busy.',
  category: 'Workload best practice',
  severity: 'medium',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants, notOfOperators],
  validations: [
    {
      expression:
        "object.spec.containers.all(c, has(c.resources) && has(c.resources.requests) && 'cpu' in c.resources.requests && 'memory' in c.resources.requests)",
      message: 'set resources.requests.cpu and .memory on every container',
    },
  ],
  examples: {
    allowed: [ofOperator, pod(), deployment(), cronJob()],
    refused: [
      pod({ containers: [container({ resources: {} })] }),
      deployment({ containers: [container({ resources: { requests: { cpu: '1' } } })] }),
    ],
  },
})
