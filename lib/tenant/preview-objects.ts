import type { Cluster } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { limitRange } from './container-sizes.ts'
import { memberRoles } from './member-roles.ts'
import { namespace } from './namespace.ts'
import { networkPolicies } from './network-policies.ts'
import { resourceQuota, type Quota } from './quota.ts'
import { secretStore } from './secret-store.ts'
import { within } from './tenant-objects.ts'
import type { Tenant } from './tenant.ts'

/** A namespace that a tenant has for a while only. */
export interface PreviewPlace {
  readonly namespace: string
  readonly quota: Quota
  /** Labels of the namespace beside the tenant's. */
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/** Every object that closes a preview's namespace as the tenant's own is closed, but for alerts and the engine's account. */
export function previewObjects(tenant: Tenant, cluster: Cluster, place: PreviewPlace): Manifest[] {
  const there: Tenant = { ...tenant, namespace: place.namespace }
  const inside = [
    resourceQuota(place.quota),
    limitRange(tenant.tenancy.tiers[tenant.tier]!.containers),
    ...memberRoles(there, cluster),
    ...networkPolicies(tenant.tenancy),
    ...secretStore(there, cluster),
  ]
  return [placed(namespace(there, cluster), place), ...inside.map(manifest => within(there, cluster, manifest))]
}

function placed(manifest: Manifest, { labels, annotations }: PreviewPlace): Manifest {
  const { metadata } = manifest
  return {
    ...manifest,
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...labels },
      annotations: { ...metadata.annotations, ...annotations },
    },
  }
}
