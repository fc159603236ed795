import type { Cluster } from '../../fleet/cluster.ts'
import { selects } from '../../fleet/selector.ts'
import { defineExampleTenant, exampleDefinition } from '../../tenant/example-tenancy.ts'
import type { Quota } from '../../tenant/quota.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { Demand } from '../demand/demand.ts'
import { tenantDemand } from '../demand/tenant-demand.ts'
import { exampleDeployment, tenantExample } from '../example-tenants.ts'
import type { Problem, Rule } from '../rule.ts'
import { byNamespace, clustersOf, tenantsOf, type InNamespace } from '../tenants.ts'
import { unitFinding } from '../unit-finding.ts'

const shop = defineExampleTenant({ ...exampleDefinition, subTeams: { cart: { sharePercent: 50 } } })
const example = (namespace: string, replicas: number, requests: object) =>
  tenantExample(shop, { 'live/apps/api': [exampleDeployment(namespace, replicas, requests)] })

export const quotaFits: Rule = {
  id: 'quota-fits',
  lint: 34,
  severity: 'error',
  description: 'the apps of a tenant fit into its quota at their busiest, so that no pod is refused when load comes',
  examples: {
    refused: [
      example('shop', 3, { cpu: '1' }),
      example('shop', 9, { cpu: '1m' }),
      example('shop', 21, {}),
      example('shop-cart', 3, { cpu: '1' }),
    ],
    allowed: [example('shop', 2, { cpu: '1' }), example('shop-cart', 2, { cpu: '1' })],
  },
  run(context) {
    const inNamespace = byNamespace(context)
    return tenantsOf(context).flatMap(tenant =>
      clustersOf(tenant, context).flatMap(cluster =>
        excesses(tenant, cluster, inNamespace).map(problem => unitFinding(tenant, quotaFits, problem)),
      ),
    )
  },
}

/** What a quota bounds: the part of a demand, in the unit of the quota. */
const bounds: Readonly<Record<keyof Quota, { title: string; asked: (demand: Demand) => number }>> = {
  cpu: { title: 'CPU cores', asked: ({ cpu }) => cpu },
  memoryGi: { title: 'GiB of memory', asked: ({ memoryLimit }) => memoryLimit / 2 ** 30 },
  storageGi: { title: 'GiB of volumes', asked: ({ storage }) => storage / 2 ** 30 },
  pods: { title: 'pods', asked: ({ pods }) => pods },
}

function excesses(tenant: Tenant, cluster: Cluster, inNamespace: InNamespace): Problem[] {
  const demand = tenantDemand(tenant, inNamespace(cluster, tenant.namespace)).most
  const quota = tenant.quota(cluster)
  return Object.entries(bounds).flatMap(([field, { title, asked }]) => {
    const has = quota[field as keyof Quota]
    const needs = round(asked(demand))
    if (needs <= has) return []
    return [
      {
        message: `apps of "${tenant.name}" ask for up to ${needs} ${title} on ${cluster.name}, ${round(needs - has)} more than its quota of ${round(has)}`,
        fix: `${raise(tenant, cluster)(field, needs)}, or lower what the apps ask for`,
      },
    ]
  })
}

/** What has to grow so that a part of the tenant's quota is enough. */
function raise(tenant: Tenant, cluster: Cluster): (field: string, needs: number) => string {
  const percent = percentOf(tenant, cluster)
  const { name } = tenant.partOf?.tenant ?? tenant
  if (percent <= 0) return () => `leave a part of the quota of "${name}" to "${tenant.name}" (sharePercent)`
  return (field, needs) => `raise quota.${field} of "${name}" to ${Math.ceil((needs * 100) / percent)} there`
}

/** How much of the tenant's whole quota is for its own namespace, or for the sub-team's. */
function percentOf({ partOf, subTeams }: Tenant, cluster: Cluster): number {
  if (partOf) return partOf.definition.sharePercent
  const there = Object.values(subTeams).filter(({ on }) => selects(on, cluster))
  return there.reduce((rest, team) => rest - (team.partOf?.definition.sharePercent ?? 0), 100)
}

function round(amount: number): number {
  return Math.round(amount * 1000) / 1000
}
