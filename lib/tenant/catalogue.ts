import type { Fleet } from '../fleet/fleet.ts'
import { selects } from '../fleet/selector.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Unit } from '../unit/unit.ts'
import type { Organization } from './tenant-definition.ts'
import { isTenant, type Tenant } from './tenant.ts'

/** One file of the developer portal's catalogue, and the entities in it. */
export interface CatalogueFile {
  /** Relative to the catalogue's folder. */
  readonly path: string
  readonly entities: readonly Manifest[]
}

/**
 * The people and systems of an estate for Backstage: a file for each organization, and one for each tenant with its
 * sub-teams and apps, so that two tenants never change the same file.
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format
 */
export function catalogue(estate: readonly Unit[], fleet: Fleet): CatalogueFile[] {
  const tenants = estate.filter(isTenant)
  const organizations = new Map(tenants.map(({ organization }) => [organization.name, organization]))
  const files = [
    ...[...organizations.values()].map(each => ({
      path: `organizations/${each.name}.yaml`,
      entities: [organization(each)],
    })),
    ...tenants
      .filter(({ partOf }) => partOf === undefined)
      .map(tenant => ({ path: `tenants/${tenant.name}.yaml`, entities: entitiesOf(tenant, estate, fleet) })),
  ]
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function entitiesOf(tenant: Tenant, estate: readonly Unit[], fleet: Fleet): Manifest[] {
  const teams = [tenant, ...Object.values<Tenant>(tenant.subTeams)]
  const apps = estate.filter(({ tenant: owner }) => teams.some(team => team === owner))
  const byName = apps.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return [...teams.map(group), system(tenant), ...byName.map(app => component(app, tenant.name, fleet))]
}

function organization({ name, costCenter }: Organization): Manifest {
  return entity(
    'Group',
    { name, annotations: { 'waybill/cost-center': costCenter } },
    { type: 'organization', children: [] },
  )
}

function group({ name, partOf, organization, contact }: Tenant): Manifest {
  return entity(
    'Group',
    { name, annotations: { 'waybill/channel': contact.channel } },
    {
      type: 'team',
      profile: { displayName: name, email: contact.email },
      parent: partOf?.tenant.name ?? organization.name,
      children: [],
    },
  )
}

function system({ name, tier, classification }: Tenant): Manifest {
  const labels = { 'waybill/tier': tier, 'waybill/data-classification': classification }
  return entity('System', { name, labels }, { owner: `group:${name}` })
}

/** An app; the two annotations let the portal find its pods. */
function component({ name, namespace, tenant, on }: Unit, system: string, fleet: Fleet): Manifest {
  const last = fleet.environments.at(-1)?.name
  const isLive = fleet.clusters.some(cluster => cluster.environment.name === last && selects(on, cluster))
  const annotations = {
    'backstage.io/kubernetes-label-selector': `app.kubernetes.io/instance=${name}`,
    'backstage.io/kubernetes-namespace': namespace ?? '',
  }
  return entity(
    'Component',
    { name, annotations },
    { type: 'service', lifecycle: isLive ? 'production' : 'experimental', owner: `group:${tenant!.name}`, system },
  )
}

function entity(kind: string, metadata: Manifest['metadata'], spec: object): Manifest {
  return { apiVersion: 'backstage.io/v1alpha1', kind, metadata, spec }
}
