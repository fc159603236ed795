import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictSecretStoreReach = defineValidatingPolicy({
  name: 'restrict-secret-store-reach',
  title: 'Tenants read their own store',
  description: 'A ClusterSecretStore reads secrets of the platform; tenants have a SecretStore of their own.',
  category: 'Tenancy',
  severity: 'critical',
  controls: ['SOC2/CC6.1', 'ISO27001/A.5.17', 'PCI-DSS/8.6.2', 'NIST-800-53/IA-5'],
  rollout: refusedInProduction,
  match: { kinds: ['ExternalSecret'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: "object.spec.?secretStoreRef.?kind.orValue('SecretStore') == 'SecretStore'",
      message: 'refer to the SecretStore of the namespace',
    },
    {
      expression:
        "object.spec.?data.orValue([]).all(d, d.?sourceRef.?storeRef.?kind.orValue('SecretStore') == 'SecretStore')",
      message: 'refer to the SecretStore of the namespace in every sourceRef',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        spec: { secretStoreRef: { kind: 'SecretStore', name: 'tenant' } },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        spec: { secretStoreRef: { kind: 'ClusterSecretStore', name: 'platform' } },
      }),
    ],
  },
})
