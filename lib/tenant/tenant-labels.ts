import type { Cluster } from '../fleet/cluster.ts'
import type { Tenant } from './tenant.ts'

/** Whose an object is and where: of everything of a tenant. */
export function tenantLabels({ name, partOf, tenancy }: Tenant, { environment }: Cluster): Record<string, string> {
  const tenant = partOf?.tenant.name ?? name
  return prefixed(tenancy.labelPrefix, { tenant, team: name, environment: environment.name })
}

/** Who pays, and for what kind of data: of a namespace only, so that a change does not touch every object. */
export function namespaceLabels(tenant: Tenant, cluster: Cluster): Record<string, string> {
  const { organization, tier, classification, tenancy } = tenant
  return {
    ...tenantLabels(tenant, cluster),
    ...prefixed(tenancy.labelPrefix, {
      organization: organization.name,
      'cost-center': organization.costCenter,
      tier,
      'data-classification': classification,
    }),
  }
}

function prefixed(prefix: string, labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [`${prefix}/${key}`, value]))
}
