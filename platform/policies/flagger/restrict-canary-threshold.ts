import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { canary } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const restrictCanaryThreshold = defineValidatingPolicy({
  name: 'restrict-canary-threshold',
  title: 'A canary can fail',
  description: 'A threshold above 20 failed checks lets a broken release serve traffic for most of its rollout.',
  category: 'Progressive delivery',
  severity: 'medium',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.32', 'PCI-DSS/6.5.1', 'NIST-800-53/CM-3'],
  rollout: refusedInProduction,
  match: { kinds: ['Canary'] },
  validations: [
    {
      expression: 'object.spec.?analysis.?threshold.orValue(1) <= 20',
      message: 'set analysis.threshold to 20 or less',
    },
  ],
  examples: {
    allowed: [
      canary({
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        service: { port: 80 },
        analysis: { interval: '1m', threshold: 5 },
      }),
    ],
    refused: [
      canary({
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        service: { port: 80 },
        analysis: { interval: '1m', threshold: 50 },
      }),
    ],
  },
})
