import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { order, waitsFor } from '../unit/order.ts'
import { unitsOn } from '../unit/placement.ts'
import { unitId, type Unit } from '../unit/unit.ts'

/** The units of one cluster in the order in which they are applied. */
export interface UnitOrder {
  readonly cluster: string
  readonly engine: string
  /** Where the engine runs, for a cluster that runs none itself. */
  readonly hub: string | undefined
  /** By wave, then by name; units on a cycle, and those that wait for one, have no wave and are absent. */
  readonly units: readonly OrderedUnit[]
  /** Each cycle once, as the units on it; the last waits for the first. */
  readonly cycles: readonly (readonly string[])[]
  /** Units that wait for one that does not land on this cluster. */
  readonly missing: readonly { readonly unit: string; readonly needs: string }[]
}

export interface OrderedUnit {
  /** `layer/name`. */
  readonly unit: string
  readonly wave: number
  /** Units of the cluster that it waits for itself, each as `layer/name`, sorted. */
  readonly after: readonly string[]
}

/** What `graph` shows, of one cluster. */
export function unitOrder(cluster: Cluster, fleet: Fleet, estate: readonly Unit[]): UnitOrder {
  const present = new Set(unitsOn(cluster, fleet, estate))
  const { waves, cycles, missing } = order([...present])
  const units = [...waves].map(([unit, wave]) => ({
    unit: unitId(unit),
    wave,
    after: waitsFor(unit, present).map(unitId).sort(),
  }))
  return {
    cluster: cluster.name,
    engine: cluster.engine,
    hub: cluster.hub,
    units: units.sort((a, b) => a.wave - b.wave || (a.unit < b.unit ? -1 : 1)),
    cycles: cycles.map(cycle => cycle.map(unitId)),
    missing: missing.map(({ unit, needs }) => ({ unit: unitId(unit), needs: unitId(needs) })),
  }
}
