import type { Cluster } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { alertRoute } from './alert-route.ts'
import { limitRange } from './container-sizes.ts'
import { deployerRights } from './deployer-rights.ts'
import { memberRoles } from './member-roles.ts'
import { namespace } from './namespace.ts'
import { networkPolicies } from './network-policies.ts'
import { resourceQuota } from './quota.ts'
import { secretStore } from './secret-store.ts'
import { sleepInfo } from './sleep-info.ts'
import type { Tenant } from './tenant.ts'

/** Every object that gives a tenant its slice of a cluster. Pure: reads nothing, writes nothing. */
export function tenantObjects(tenant: Tenant, cluster: Cluster): Manifest[] {
  const hours = tenant.quietHours(cluster)
  const inside = [
    resourceQuota(tenant.quota(cluster)),
    limitRange(tenant.tenancy.tiers[tenant.tier]!.containers),
    ...memberRoles(tenant, cluster),
    ...deployerRights(tenant, cluster),
    ...networkPolicies(tenant.tenancy),
    ...secretStore(tenant, cluster),
    ...alertRoute(tenant, cluster),
    ...(hours ? [sleepInfo(hours)] : []),
  ]
  return [namespace(tenant, cluster), ...inside.map(manifest => within(tenant, cluster, manifest))]
}

export function within(tenant: Tenant, cluster: Cluster, manifest: Manifest): Manifest {
  const { name, namespace = tenant.namespace, ...metadata } = manifest.metadata
  return { ...manifest, metadata: { name, namespace, labels: tenant.labels(cluster), ...metadata } }
}
