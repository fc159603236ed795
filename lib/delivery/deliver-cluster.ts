import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet, GitSource } from '../fleet/fleet.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { emptyDefaultProject, platformProject, rootProject, tenantProject } from './argocd/app-project.ts'
import { rootApplication } from './argocd/root.ts'
import { fluxRoot } from './flux/root.ts'
import type { UnitSummary } from './placed-unit.ts'

/** The objects that a cluster needs once, beside those of its units. */
export interface ClusterDelivery {
  /** Objects of `<cluster>/delivery/`: AppProjects; sources. */
  readonly delivery: readonly Manifest[]
  /** Objects of `<cluster>/bootstrap/`: the root, applied once by hand; it never includes itself. */
  readonly bootstrap: readonly Manifest[]
}

/** Pure: reads nothing, writes nothing. */
export function deliverCluster(cluster: Cluster, fleet: Fleet, units: readonly UnitSummary[]): ClusterDelivery {
  return cluster.engine === 'argocd'
    ? { delivery: projects(cluster, fleet.git, units), bootstrap: argocdRoot(cluster, fleet.git) }
    : { delivery: [], bootstrap: fluxRoot(cluster, fleet.git) }
}

function argocdRoot(cluster: Cluster, git: GitSource): Manifest[] {
  return [rootProject(cluster, git), rootApplication(cluster, git)]
}

/** A hub empties the default project once, not every cluster that it delivers. */
function projects(cluster: Cluster, git: GitSource, units: readonly UnitSummary[]): Manifest[] {
  const platform = units.filter(({ tenant }) => tenant === undefined)
  const tenants = units
    .filter(({ layer }) => layer === 'tenants')
    .map(tenant => ({ tenant, apps: units.filter(app => app.tenant === tenant.name) }))
  return [
    ...(cluster.hub === undefined ? [emptyDefaultProject()] : []),
    platformProject(cluster, git, platform),
    ...tenants.map(each => tenantProject(cluster, git, each)),
  ]
}
