import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, pod } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const disallowEphemeralContainers = defineValidatingPolicy({
  name: 'disallow-ephemeral-containers',
  title: 'No debug containers in production',
  description: 'An ephemeral container joins a running pod past every review. Debug a copy: kubectl debug --copy-to.',
  category: 'Images',
  severity: 'medium',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.18', 'PCI-DSS/6.5.1', 'NIST-800-53/CM-3'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['PodEphemeralContainers'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: 'object.spec.?ephemeralContainers.orValue([]).size() == 0',
      message: 'debug a copy of the pod: kubectl debug --copy-to',
    },
  ],
  examples: {
    allowed: [{ ...pod(), subresource: 'ephemeralcontainers' }],
    refused: [{ ...pod({ ephemeralContainers: [container({ name: 'debug' })] }), subresource: 'ephemeralcontainers' }],
  },
})
