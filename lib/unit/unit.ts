import type { Chart } from 'cdk8s'
import type { Finding } from '../finding/finding.ts'
import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Layers, Origin } from '../fleet/layers.ts'
import type { Selector } from '../fleet/selector.ts'
import type { CustomKind } from './custom-kind.ts'
import type { HelmRelease } from './helm-chart.ts'
import type { OwnedField } from './owned-field.ts'
import type { Preview } from './preview.ts'
import type { QuietHours } from './quiet-hours.ts'

/** What is wrong with a definition; where that stands, the unit knows. */
export type UnitProblem = Pick<Finding, 'rule' | 'message' | 'fix'>

export type Layer = 'platform' | 'tenants' | 'apps'

/** One definition = one chart = one folder in dist = one Argo CD Application or Flux Kustomization. */
export interface Unit {
  readonly layer: Layer
  /** DNS label, unique in the estate. */
  readonly name: string
  /** Where its namespaced objects land unless they say otherwise. */
  readonly namespace: string | undefined
  /** Units that must be healthy before this one is applied. */
  readonly after: readonly Unit[]
  /** As `after`, but only on clusters where they are too. */
  readonly afterWherePresent: readonly Unit[]
  /** Clusters it may land on; a component also has to be in the cluster's profile. */
  readonly on: Selector
  /** The tenant that owns an app. */
  readonly tenant: Unit | undefined
  readonly provides: readonly CustomKind[]
  readonly ownedFields: readonly OwnedField[]
  /** What happens to data when the unit leaves the estate; `delete-data` is the confirmation in code. */
  readonly onRemoval: 'keep-data' | 'delete-data'
  /** When its workloads are asleep on a cluster, so that no engine wakes them. */
  readonly quietHours: (cluster: Cluster) => QuietHours | undefined
  /** What every open pull request gets on a cluster. */
  readonly preview: (cluster: Cluster) => Preview | undefined
  /** Where the definition stands, as `file:line` relative to the repository. */
  readonly source: string
  /** Every layered value of the definition, so that a layer no cluster has can be found. */
  readonly layers: readonly Layers<unknown>[]
  /** What is wrong with the definition in a fleet; with any of it nothing is written. */
  readonly problems: (fleet: Fleet) => readonly UnitProblem[]
  readonly helm: (cluster: Cluster) => HelmRelease | undefined
  /** Which layer set what on a cluster. */
  readonly explain: (cluster: Cluster) => readonly Origin[]
  readonly build: (chart: Chart, cluster: Cluster) => void
}

/** `layer/name`: how people and folders name a unit. */
export function unitId({ layer, name }: Pick<Unit, 'layer' | 'name'>): string {
  return `${layer}/${name}`
}
