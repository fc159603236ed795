import type { IClusterSecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore'
import { ApiObject, type Chart } from 'cdk8s'
import type { Cluster } from '../../lib/fleet/cluster.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { platformLabels } from '../labels.ts'
import { addNamespace } from '../namespace.ts'
import { externalSecrets } from './external-secrets.ts'
import { localProvider, localReader } from './local-vault.ts'
import { platformStore } from './platform-store.ts'
import { cloudProvider } from './provider.ts'

const localVault = 'local-vault'

/** Where the secrets of a cluster live follows from its cloud. */
export const secretStore = defineComponent({
  name: 'secret-store',
  after: [externalSecrets],
  build(chart, cluster) {
    if (cluster.cloud === 'kind') addLocalVault(chart)
    addStore(chart, cluster)
  },
})

function addLocalVault(chart: Chart): void {
  addNamespace(chart, localVault, 'restricted')
  for (const object of localReader(localVault)) new ApiObject(chart, object.kind, object)
}

function addStore(chart: Chart, cluster: Cluster): void {
  new ApiObject(chart, 'store', {
    apiVersion: 'external-secrets.io/v1',
    kind: platformStore.kind,
    metadata: { name: platformStore.name },
    spec: {
      provider: cluster.cloud === 'kind' ? localProvider(localVault) : cloudProvider(cluster, 'platform/'),
      // A ClusterSecretStore serves every namespace unless told otherwise; tenants must not read the platform's keys.
      conditions: [{ namespaceSelector: { matchLabels: platformLabels } }],
    },
  } satisfies IClusterSecretStore)
}
