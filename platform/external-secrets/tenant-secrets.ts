import type { SecretBackend, SecretScope } from '../../lib/tenant/tenancy.ts'
import { localProvider, localReader } from './local-vault.ts'
import { cloudProvider } from './provider.ts'

/** A tenant reads below its own prefix in the cloud; on a laptop, in its own namespace. */
export function tenantSecrets({ tenant, namespace, cluster }: SecretScope): SecretBackend {
  if (cluster.cloud !== 'kind') return { provider: cloudProvider(cluster, `tenants/${tenant}/`), objects: [] }
  return { provider: localProvider(namespace), objects: localReader(namespace) }
}
