import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { canary } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const requireCanaryMetrics = defineValidatingPolicy({
  name: 'require-canary-metrics',
  title: 'A canary measures something',
  description: 'A canary without metrics or webhooks promotes whatever it is given.',
  category: 'Progressive delivery',
  severity: 'high',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.32', 'PCI-DSS/6.5.1', 'NIST-800-53/CM-3'],
  rollout: refusedInProduction,
  match: { kinds: ['Canary'] },
  validations: [
    {
      expression:
        "object.spec.?skipAnalysis.orValue(false) || object.spec.?analysis.?metrics.orValue([]).size() > 0 || object.spec.?analysis.?webhooks.orValue([]).exists(w, w.?type.orValue('') in ['rollout', 'confirm-promotion'])",
      message: 'give analysis.metrics at least one metric',
    },
  ],
  examples: {
    allowed: [
      canary({
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        service: { port: 80 },
        analysis: {
          interval: '1m',
          threshold: 5,
          stepWeight: 10,
          maxWeight: 50,
          metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 }, interval: '1m' }],
        },
      }),
    ],
    refused: [
      canary({
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        service: { port: 80 },
        analysis: { interval: '1m', threshold: 5, stepWeight: 10, maxWeight: 50 },
      }),
    ],
  },
})
