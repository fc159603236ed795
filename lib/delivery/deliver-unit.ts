import type { Manifest } from '../manifest/manifest.ts'
import type { PlacedUnit } from './placed-unit.ts'

/** The objects that make an engine deliver one unit. */
export interface UnitDelivery {
  /** Objects that go into the unit's own folder, e.g. a HelmRelease and its source. */
  readonly inUnit: readonly Manifest[]
  /** Objects of `<cluster>/delivery/`: the Application or the Kustomization. */
  readonly delivery: readonly Manifest[]
}

/** Pure: reads nothing, writes nothing. Engine by engine, from the cluster. */
export function deliverUnit(_placed: PlacedUnit): UnitDelivery {
  return { inUnit: [], delivery: [] }
}
