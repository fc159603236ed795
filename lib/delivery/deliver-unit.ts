import type { Manifest } from '../manifest/manifest.ts'
import { application } from './argocd/application.ts'
import { helmRelease } from './flux/helm-release.ts'
import { kustomization } from './flux/kustomization.ts'
import type { PlacedUnit } from './placed-unit.ts'

/** The objects that make an engine deliver one unit. */
export interface UnitDelivery {
  /** Objects that go into the unit's own folder, e.g. a HelmRelease and its source. */
  readonly inUnit: readonly Manifest[]
  /** Objects of `<cluster>/delivery/`: the Application or the Kustomization. */
  readonly delivery: readonly Manifest[]
}

/** Pure: reads nothing, writes nothing. Engine by engine, from the cluster. A unit of nothing needs no delivery. */
export function deliverUnit(placed: PlacedUnit): UnitDelivery {
  const { helm, manifests, cluster } = placed
  if (helm === undefined && manifests.length === 0) return { inUnit: [], delivery: [] }
  return cluster.engine === 'argocd'
    ? { inUnit: [], delivery: [application(placed)] }
    : { inUnit: helm ? helmRelease(placed, helm) : [], delivery: [kustomization(placed)] }
}
