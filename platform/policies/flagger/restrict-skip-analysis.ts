import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { canary } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const restrictSkipAnalysis = defineValidatingPolicy({
  name: 'restrict-skip-analysis',
  title: 'Skipping the analysis has a reason',
  description: 'skipAnalysis promotes at once, in the emergency and ever after. Say why, and take it out again.',
  category: 'Progressive delivery',
  severity: 'medium',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.32', 'PCI-DSS/6.5.1', 'NIST-800-53/CM-3'],
  rollout: refusedInProduction,
  match: { kinds: ['Canary'] },
  validations: [
    {
      expression:
        "!object.spec.?skipAnalysis.orValue(false) || object.metadata.?annotations.orValue({}).exists(key, key.endsWith('/skip-analysis-reason') || key.endsWith('/reason'))",
      message: 'annotate the canary with why the analysis is skipped',
    },
  ],
  examples: {
    allowed: [canary({ targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, service: { port: 80 } })],
    refused: [
      canary({
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        service: { port: 80 },
        skipAnalysis: true,
      }),
    ],
  },
})
