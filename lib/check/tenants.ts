import type { Cluster } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { isTenant, type Tenant } from '../tenant/tenant.ts'
import type { CheckContext } from './context.ts'

export function tenantsOf({ estate }: CheckContext): Tenant[] {
  return estate.filter(isTenant)
}

/** The clusters that a tenant is on. */
export function clustersOf(tenant: Tenant, { fleet, unitsOn }: CheckContext): Cluster[] {
  return fleet.clusters.filter(({ name }) => unitsOn.get(name)?.has(tenant))
}

/** The objects in a namespace of a cluster. */
export type InNamespace = (cluster: Cluster, namespace: string) => readonly Manifest[]

/** Finds objects by namespace; every object is looked at once, when the first is asked for. */
export function byNamespace({ files }: CheckContext): InNamespace {
  const index = Map.groupBy(files, ({ livesOn, manifest }) => `${livesOn}/${manifest.metadata.namespace ?? ''}`)
  return ({ name }, namespace) => index.get(`${name}/${namespace}`)?.map(({ manifest }) => manifest) ?? []
}
