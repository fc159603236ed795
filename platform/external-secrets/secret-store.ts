import type { IClusterSecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore'
import { ApiObject, type Chart } from 'cdk8s'
import { FindingsError } from '../../lib/finding/findings-error.ts'
import type { Cluster } from '../../lib/fleet/cluster.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { platformLabels, platformSecretStore } from '../contract.ts'
import { externalSecrets } from './external-secrets.ts'
import { addLocalVault, localVaultProvider } from './local-vault.ts'

type Provider = IClusterSecretStore['spec'] extends infer S ? (S extends { provider: infer P } ? P : never) : never

/** Where the secrets of a cluster live follows from its cloud. */
export const secretStore = defineComponent({
  name: 'secret-store',
  after: [externalSecrets],
  build(chart, cluster) {
    if (cluster.cloud === 'kind') addLocalVault(chart)
    addStore(chart, provider(cluster))
  },
})

function addStore(chart: Chart, provider: Provider): void {
  new ApiObject(chart, 'store', {
    apiVersion: 'external-secrets.io/v1',
    kind: platformSecretStore.kind,
    metadata: { name: platformSecretStore.name },
    spec: {
      provider,
      // A ClusterSecretStore serves every namespace unless told otherwise; tenants must not read the platform's keys.
      conditions: [{ namespaceSelector: { matchLabels: platformLabels } }],
    },
  } satisfies IClusterSecretStore)
}

function provider(cluster: Cluster): Provider {
  if (cluster.cloud === 'kind') return localVaultProvider
  if (cluster.cloud === 'aws') {
    // No `auth`: EKS Pod Identity gives the controller its role, so no account id and no key is written here.
    return { aws: { service: 'SecretsManager', region: cluster.region, prefix: 'platform/' } }
  }
  throw new FindingsError([
    {
      rule: 'secret-store',
      severity: 'error',
      path: 'platform/external-secrets/secret-store.ts',
      message: `cluster "${cluster.name}" is on "${cluster.cloud}", which has no secret store yet`,
      fix: 'add its provider here (https://external-secrets.io/latest/provider/)',
    },
  ])
}
