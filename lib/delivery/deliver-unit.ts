import type { Finding } from '../finding/finding.ts'
import { FindingsError } from '../finding/findings-error.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { unitId } from '../unit/unit.ts'
import { application } from './argocd/application.ts'
import { applicationSet } from './argocd/application-set.ts'
import { helmRelease } from './flux/helm-release.ts'
import { kustomization } from './flux/kustomization.ts'
import { resourceSet } from './flux/resource-set.ts'
import type { PlacedUnit } from './placed-unit.ts'
import { unitPath } from './unit-path.ts'

/** The objects that make an engine deliver one unit. */
export interface UnitDelivery {
  /** Objects that go into the unit's own folder, e.g. a HelmRelease and its source. */
  readonly inUnit: readonly Manifest[]
  /** Objects of `<cluster>/delivery/`: the Application or the Kustomization. */
  readonly delivery: readonly Manifest[]
}

/** Pure: reads nothing, writes nothing. Engine by engine, from the cluster. Throws where there is nothing to deliver. */
export function deliverUnit(placed: PlacedUnit): UnitDelivery {
  const { helm, manifests, cluster, preview } = placed
  if (helm === undefined && manifests.length === 0) throw new FindingsError([emptyUnit(placed)])
  return cluster.engine === 'argocd'
    ? { inUnit: [], delivery: [application(placed), ...(preview ? applicationSet(placed, preview) : [])] }
    : {
        inUnit: helm ? helmRelease(placed, helm) : [],
        delivery: [kustomization(placed), ...(preview ? resourceSet(placed, preview) : [])],
      }
}

/** Git holds no empty folder: an engine pointed at one fails, and whatever waits for the unit waits for ever. */
function emptyUnit(placed: PlacedUnit): Finding {
  const { unit, cluster } = placed
  return {
    rule: 'empty-unit',
    severity: 'error',
    path: unitPath(placed),
    source: unit.source,
    message: `unit "${unitId(unit)}" has no object and no chart on cluster "${cluster.name}"`,
    fix: 'add one, or take the cluster out of `on`',
  }
}
