import type { Manifest } from '../manifest/manifest.ts'
import type { Cluster } from '../fleet/cluster.ts'
import type { GitSource } from '../fleet/fleet.ts'
import type { HelmRelease } from '../unit/helm-chart.ts'
import type { Unit } from '../unit/unit.ts'

/** A unit on one cluster, with everything its delivery object depends on. */
export interface PlacedUnit {
  readonly unit: Unit
  readonly cluster: Cluster
  readonly git: GitSource
  /** Steps the unit waits on this cluster. */
  readonly wave: number
  readonly helm: HelmRelease | undefined
  /** What the unit itself renders, in the order of its files. */
  readonly manifests: readonly Manifest[]
}

/** What the delivery of a whole cluster needs to know of one unit; small enough to cross threads. */
export interface UnitSummary {
  readonly layer: Unit['layer']
  readonly name: string
  readonly tenant: string | undefined
  readonly namespace: string | undefined
  readonly repository: string | undefined
  /** Namespaces of its objects, sorted. */
  readonly namespaces: readonly string[]
  /** `group/Kind` of its cluster-scoped objects, sorted. */
  readonly clusterKinds: readonly string[]
}
