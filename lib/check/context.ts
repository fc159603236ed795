import { deliveredFrom } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { groupKind } from '../manifest/object-key.ts'
import type { RenderedFile } from '../render/rendered-file.ts'
import { unitsOn } from '../unit/placement.ts'
import { unitId, type Unit } from '../unit/unit.ts'

/** What rules look at, and what render made of it. */
export interface CheckInput {
  readonly files: readonly RenderedFile[]
  readonly fleet: Fleet
  readonly estate: readonly Unit[]
}

/** The input with its indexes, built once for all rules. */
export interface CheckContext extends CheckInput {
  /** Files whose object is of one of the kinds, each as `group/Kind`. */
  readonly ofKind: (...kinds: readonly string[]) => RenderedFile[]
  /** Files by the cluster on which their objects live: delivery objects live on the hub. */
  readonly onCluster: ReadonlyMap<string, readonly RenderedFile[]>
  /** Units by the cluster they land on. */
  readonly unitsOn: ReadonlyMap<string, readonly Unit[]>
  /** The unit that rendered a file; none for what belongs to the cluster as a whole. */
  readonly unitOf: (file: RenderedFile) => Unit | undefined
  /** The cluster on which the object of a file lives. */
  readonly livesOn: (file: RenderedFile) => string
}

export function contextOf(input: CheckInput): CheckContext {
  const { files, fleet, estate } = input
  const hubs = new Map(fleet.clusters.map(cluster => [cluster.name, deliveredFrom(cluster)]))
  const units = new Map(estate.map(unit => [unitId(unit), unit]))
  const kinds = Map.groupBy(files, ({ manifest }) => groupKind(manifest))
  const livesOn = ({ unit, cluster }: RenderedFile): string =>
    units.has(unit) ? cluster : (hubs.get(cluster) ?? cluster)
  return {
    ...input,
    livesOn,
    ofKind: (...wanted) => wanted.flatMap(kind => kinds.get(kind) ?? []),
    onCluster: Map.groupBy(files, livesOn),
    unitsOn: new Map(fleet.clusters.map(cluster => [cluster.name, unitsOn(cluster, fleet, estate)])),
    unitOf: ({ unit }) => units.get(unit),
  }
}
