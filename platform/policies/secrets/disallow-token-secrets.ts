import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const disallowTokenSecrets = defineValidatingPolicy({
  name: 'disallow-token-secrets',
  title: 'No long-lived tokens',
  description: 'A Secret of type service-account-token never expires. Project a token with an audience and a lifetime.',
  category: 'Secrets',
  severity: 'medium',
  controls: ['SOC2/CC6.1', 'ISO27001/A.5.17', 'PCI-DSS/8.6.2', 'NIST-800-53/IA-5'],
  rollout: refusedInProduction,
  match: { kinds: ['Secret'] },
  validations: [
    {
      expression: "object.?type.orValue('Opaque') != 'kubernetes.io/service-account-token'",
      message: 'remove the Secret and project a token with an audience and an expiry',
    },
  ],
  examples: {
    allowed: [namespaced({ apiVersion: 'v1', kind: 'Secret', type: 'Opaque' })],
    refused: [namespaced({ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token' })],
  },
})
