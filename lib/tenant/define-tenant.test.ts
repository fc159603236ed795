import { App, Chart } from 'cdk8s'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cluster } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { selects } from '../fleet/selector.ts'
import { objectTitle } from '../manifest/object-key.ts'
import {
  defineExampleTenant as defineTenant,
  exampleClusters,
  exampleDefinition,
  exampleOrganization,
} from './example-tenancy.ts'
import type { Tenant } from './tenant.ts'
import { withSubTeams } from './tenant.ts'
import type { SubTeamDefinition, TenantDefinition } from './tenant-definition.ts'

type Definition = TenantDefinition<'small' | 'large'>

const { dev, live } = exampleClusters

function render(tenant: Tenant, cluster: Cluster): Manifest[] {
  const chart = new Chart(new App(), tenant.name)
  tenant.build(chart, cluster)
  return chart.toJson() as Manifest[]
}

/** What a tenant and its sub-teams are in the whole estate. */
function everywhere(definition: Definition): Record<string, Manifest[]> {
  const tenants = withSubTeams(defineTenant(definition))
  const places = Object.values(exampleClusters).flatMap(cluster =>
    tenants.filter(({ on }) => selects(on, cluster)).map(tenant => [`${cluster.name}/${tenant.name}`, render(tenant, cluster)]),
  )
  return Object.fromEntries(places) as Record<string, Manifest[]>
}

const find = (manifests: readonly Manifest[], title: string) => manifests.find(each => objectTitle(each) === title) as any

test('a tenant is a namespace with everything that bounds and connects it', () => {
  expect(render(defineTenant(exampleDefinition), live).map(objectTitle)).toMatchInlineSnapshot(`
    [
      "Namespace shop",
      "ResourceQuota shop/tenant",
      "LimitRange shop/tenant",
      "Role shop/owner",
      "RoleBinding shop/owner",
      "ServiceAccount shop/tenant-shop",
      "Role shop/tenant-shop",
      "RoleBinding shop/tenant-shop",
      "NetworkPolicy shop/default-deny",
      "NetworkPolicy shop/allow-dns",
      "NetworkPolicy shop/allow-gateway",
      "NetworkPolicy shop/allow-metrics",
      "SecretStore shop/tenant",
      "ExternalSecret shop/alert-channel",
      "AlertmanagerConfig shop/tenant",
    ]
  `)
})
