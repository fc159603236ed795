import type { ISecretStoreProvider } from '@kubernetes-models/external-secrets/external-secrets.io/v1/SecretStoreProvider'
import type { Cluster } from '../../lib/fleet/cluster.ts'
import type { Manifest } from '../../lib/manifest/manifest.ts'
import { localProvider, localReader } from './local-vault.ts'
import { cloudProvider } from './provider.ts'

/** Whose secrets a store may read, and where the store stands. */
export interface SecretScope {
  readonly tenant: string
  readonly namespace: string
  readonly cluster: Cluster
}

/** How a tenant's SecretStore reaches the tenant's secrets, and the objects that this takes in its namespace. */
export interface TenantSecrets {
  readonly provider: ISecretStoreProvider
  readonly objects: readonly Manifest[]
}

/** A tenant reads below its own prefix in the cloud; on a laptop, in its own namespace. */
export function tenantSecrets({ tenant, namespace, cluster }: SecretScope): TenantSecrets {
  if (cluster.cloud !== 'kind') return { provider: cloudProvider(cluster, `tenants/${tenant}/`), objects: [] }
  return { provider: localProvider(namespace), objects: localReader(namespace) }
}
