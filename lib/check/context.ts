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
  /** The day, as `YYYY-MM-DD`, for what expires. @default none: nothing does */
  readonly today?: string
  /** Runbooks of the repository, each as `docs/runbooks/<name>.md`. @default none */
  readonly runbooks?: readonly string[]
}

/** The input with its indexes, built once for all rules. */
export interface CheckContext extends CheckInput {
  /** Files whose object is of one of the kinds, each as `group/Kind`. */
  readonly ofKind: (...kinds: readonly string[]) => RenderedFile[]
  /** Files by the cluster on which their objects live: delivery objects live on the hub. */
  readonly onCluster: ReadonlyMap<string, readonly RenderedFile[]>
  /** Units by the cluster they land on. */
  readonly unitsOn: ReadonlyMap<string, ReadonlySet<Unit>>
  /** The unit in whose folder a file is, and with which it is applied; none for `delivery` and `bootstrap`. */
  readonly unitOf: (file: RenderedFile) => Unit | undefined
}

export function contextOf(input: CheckInput): CheckContext {
  const { files, fleet, estate } = input
  const units = new Map(estate.map(unit => [unitId(unit), unit]))
  const kinds = Map.groupBy(files, ({ manifest }) => groupKind(manifest))
  return {
    ...input,
    ofKind: (...wanted) => wanted.flatMap(kind => kinds.get(kind) ?? []),
    onCluster: Map.groupBy(files, ({ livesOn }) => livesOn),
    unitsOn: new Map(fleet.clusters.map(cluster => [cluster.name, new Set(unitsOn(cluster, fleet, estate))])),
    unitOf: ({ path, cluster, unit }) => (path.startsWith(`${cluster}/${unit}/`) ? units.get(unit) : undefined),
  }
}
