import type { Cluster } from './cluster.ts'

/** Which clusters: those that match every list given; no list matches all. */
export interface Selector {
  readonly environments?: readonly string[]
  readonly regions?: readonly string[]
  readonly clusters?: readonly string[]
}

export function selects({ environments, regions, clusters }: Selector, cluster: Cluster): boolean {
  return (
    (environments?.includes(cluster.environment.name) ?? true) &&
    (regions?.includes(cluster.region) ?? true) &&
    (clusters?.includes(cluster.name) ?? true)
  )
}
