import type { Manifest } from '../manifest/manifest.ts'
import { groupKind } from '../manifest/object-key.ts'
import type { Cluster } from '../fleet/cluster.ts'
import type { GitSource } from '../fleet/fleet.ts'
import type { HelmRelease } from '../unit/helm-chart.ts'
import type { Preview } from '../unit/preview.ts'
import type { QuietHours } from '../unit/quiet-hours.ts'
import type { Unit } from '../unit/unit.ts'
import { sorted } from './sorted.ts'

/** A preview, and the objects that every pull request gets. */
export interface PlacedPreview extends Omit<Preview, 'build'> {
  readonly manifests: readonly Manifest[]
}

/** A unit on one cluster, with everything its delivery object depends on. */
export interface PlacedUnit {
  readonly unit: Unit
  readonly cluster: Cluster
  readonly git: GitSource
  /** Steps the unit waits on this cluster. */
  readonly wave: number
  /** Units of the cluster that it waits for, each once. */
  readonly needs: readonly Unit[]
  readonly helm: HelmRelease | undefined
  /** What the unit itself renders, in the order of its files. */
  readonly manifests: readonly Manifest[]
  /** @default no pull request gets anything */
  readonly preview?: PlacedPreview
}

/** What the delivery of a whole cluster needs to know of one unit. Small: every unit's is kept until the last one is rendered. */
export interface UnitSummary {
  readonly layer: Unit['layer']
  readonly name: string
  readonly tenant: string | undefined
  readonly namespace: string | undefined
  readonly repository: string | undefined
  /** Namespaces of its objects, sorted. */
  readonly namespaces: readonly string[]
  /** Names of the Namespaces it renders, sorted. */
  readonly makesNamespaces: readonly string[]
  /** `group/Kind` of its cluster-scoped objects, sorted. */
  readonly clusterKinds: readonly string[]
  /** `group/Kind` of the cluster-scoped kinds it brings along, sorted; its chart may hold objects of them. */
  readonly provides: readonly string[]
  /** When its workloads sleep on the cluster. */
  readonly quietHours: QuietHours | undefined
}

/** Pure: reads nothing, writes nothing. */
export function summarize({ unit, cluster, helm, manifests }: PlacedUnit): UnitSummary {
  const { layer, name, tenant, namespace, provides } = unit
  const clusterScoped = manifests.filter(({ metadata }) => metadata.namespace === undefined)
  return {
    layer,
    name,
    tenant: tenant?.name,
    namespace,
    repository: helm?.repository,
    namespaces: sorted(manifests.flatMap(({ metadata }) => metadata.namespace ?? [])),
    makesNamespaces: sorted(
      clusterScoped.flatMap(each => (groupKind(each) === '/Namespace' ? each.metadata.name : [])),
    ),
    clusterKinds: sorted(clusterScoped.map(groupKind)),
    provides: sorted(provides.flatMap(({ group, kind, scope }) => (scope === 'Cluster' ? `${group}/${kind}` : []))),
    quietHours: unit.quietHours(cluster),
  }
}
