import type { Cluster } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { secretStoreName, type Tenant } from './tenant.ts'

/** A store that reads the tenant's part of the secret backend, and nothing else. */
export function secretStore({ name, namespace, tenancy }: Tenant, cluster: Cluster): Manifest[] {
  const { provider, objects } = tenancy.secretBackend({ tenant: name, namespace, cluster })
  return [
    ...objects,
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: secretStoreName },
      spec: { provider },
    },
  ]
}
