import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictAlertProviderAddress = defineValidatingPolicy({
  name: 'restrict-alert-provider-address',
  title: 'Alert addresses are secrets',
  description: 'An AlertProvider with an address in clear text puts a webhook, and who has it can post, into git.',
  category: 'Progressive delivery',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.5.17', 'PCI-DSS/8.6.2', 'NIST-800-53/IA-5'],
  rollout: refusedInProduction,
  match: { kinds: ['AlertProvider'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: "!has(object.spec.address) || !object.spec.address.matches('^https?://')",
      message: 'refer to the address with spec.secretRef',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'flagger.app/v1beta1',
        kind: 'AlertProvider',
        spec: { type: 'slack', secretRef: { name: 'alerts' } },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'flagger.app/v1beta1',
        kind: 'AlertProvider',
        spec: { type: 'slack', address: 'https://hooks.slack.com/services/T0/B0/x' },
      }),
    ],
  },
})
