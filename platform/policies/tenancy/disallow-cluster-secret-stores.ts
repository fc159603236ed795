import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { clusterScoped } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'

export const disallowClusterSecretStores = defineValidatingPolicy({
  name: 'disallow-cluster-secret-stores',
  title: "Cluster stores are the platform's",
  description: 'A ClusterSecretStore without conditions is readable from every namespace.',
  category: 'Tenancy',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.5.17', 'PCI-DSS/8.6.2', 'NIST-800-53/IA-5'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['ClusterSecretStore'] },
  validations: [
    {
      expression: 'has(object.spec.conditions) && object.spec.conditions.size() > 0',
      message: 'limit the store with spec.conditions',
    },
  ],
  examples: {
    allowed: [
      clusterScoped({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ClusterSecretStore',
        spec: { conditions: [{ namespaces: ['monitoring'] }], provider: {} },
      }),
    ],
    refused: [
      clusterScoped({ apiVersion: 'external-secrets.io/v1', kind: 'ClusterSecretStore', spec: { provider: {} } }),
    ],
  },
})
