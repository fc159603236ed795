import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const disallowCredentialsInConfig = defineValidatingPolicy({
  name: 'disallow-credentials-in-config',
  title: 'No credentials in ConfigMaps',
  description:
    'A ConfigMap is read by everyone who may look, and lies in git. Put the value in the secret store and name it in an ExternalSecret.',
  category: 'Secrets',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.5.17', 'PCI-DSS/8.6.2', 'NIST-800-53/IA-5'],
  rollout: refusedInProduction,
  match: { kinds: ['ConfigMap'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression:
        "!object.?data.orValue({}).exists(key, key.lowerAscii().matches('(^|[-_.])(password|passwd|secret|token|api[-_]?key|private[-_]?key)$'))",
      message: 'move the value to the secret store and refer to it with an ExternalSecret',
    },
  ],
  examples: {
    allowed: [namespaced({ apiVersion: 'v1', kind: 'ConfigMap', data: { LOG_LEVEL: 'info' } })],
    refused: [
      namespaced({ apiVersion: 'v1', kind: 'ConfigMap', data: { DB_PASSWORD: 'hunter2' } }),
      namespaced({ apiVersion: 'v1', kind: 'ConfigMap', data: { 'api-key': 'x' } }),
    ],
  },
})
