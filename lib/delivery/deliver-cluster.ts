import type { Manifest } from '../manifest/manifest.ts'
import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { UnitSummary } from './placed-unit.ts'

/** The objects that a cluster needs once, beside those of its units. */
export interface ClusterDelivery {
  /** Objects of `<cluster>/delivery/`: AppProjects; sources. */
  readonly delivery: readonly Manifest[]
  /** Objects of `<cluster>/bootstrap/`: the root, applied once by hand; it never includes itself. */
  readonly bootstrap: readonly Manifest[]
}

/** Pure: reads nothing, writes nothing. */
export function deliverCluster(_cluster: Cluster, _fleet: Fleet, _units: readonly UnitSummary[]): ClusterDelivery {
  return { delivery: [], bootstrap: [] }
}
