import { awakeFraction } from '../../unit/quiet-hours.ts'
import { defineExampleTenant, exampleDefinition } from '../../tenant/example-tenancy.ts'
import { withSubTeams, type Tenant } from '../../tenant/tenant.ts'
import type { CheckContext } from '../context.ts'
import { monthlyCost } from '../demand/cost.ts'
import { tenantDemand } from '../demand/tenant-demand.ts'
import { exampleDeployment, tenantExample } from '../example-tenants.ts'
import type { Problem, Rule } from '../rule.ts'
import { byNamespace, clustersOf, tenantsOf, type InNamespace } from '../tenants.ts'
import { unitFinding } from '../unit-finding.ts'

/** Two pods of half a core and a GiB each: 36.50 a month on a cluster that never sleeps. */
const example = (monthlyBudget: number, sleep: object = {}) =>
  tenantExample(defineExampleTenant({ ...exampleDefinition, monthlyBudget, ...sleep }), {
    'dev/apps/api': [exampleDeployment('shop', 2, { cpu: '500m', memory: '1Gi' })],
  })

const nights = {
  sleep: {
    on: { environments: ['dev'] },
    hours: { days: ['monday'], sleepAt: '20:00', wakeAt: '08:00', timeZone: 'UTC' },
  },
} as const

export const withinBudget: Rule = {
  id: 'within-budget',
  lint: 34,
  severity: 'error',
  description: 'what the apps of a tenant ask for at their least costs no more than its budget',
  examples: { refused: [example(36)], allowed: [example(37), example(4, nights)] },
  run(context) {
    const inNamespace = byNamespace(context)
    return tenantsOf(context).flatMap(tenant => {
      const costs = costByCluster(tenant, context, inNamespace)
      return overspend(tenant, costs).map(problem => unitFinding(tenant, withinBudget, problem))
    })
  },
}

/** What a tenant and its sub-teams cost a month at least, by cluster. */
function costByCluster(tenant: Tenant, context: CheckContext, inNamespace: InNamespace): Map<string, number> {
  const costs = new Map<string, number>()
  for (const part of withSubTeams(tenant)) {
    for (const cluster of clustersOf(part, context)) {
      const { least } = tenantDemand(part, inNamespace(cluster, part.namespace))
      const hours = part.quietHours(cluster)
      const cost = monthlyCost(least, part.tenancy.prices.clouds[cluster.cloud], hours ? awakeFraction(hours) : 1)
      costs.set(cluster.name, (costs.get(cluster.name) ?? 0) + cost)
    }
  }
  return costs
}

function overspend({ name, monthlyBudget, tenancy }: Tenant, costs: ReadonlyMap<string, number>): Problem[] {
  const total = [...costs.values()].reduce((sum, cost) => sum + cost, 0)
  if (total <= monthlyBudget) return []
  const money = (amount: number): string => `${amount.toFixed(2)} ${tenancy.prices.currency}`
  const shares = [...costs].map(([cluster, cost]) => `${cluster} ${money(cost)}`).join(', ')
  return [
    {
      message: `apps of "${name}" cost at least ${money(total)} a month (${shares}), ${money(total - monthlyBudget)} more than its budget`,
      fix: `raise monthlyBudget to ${Math.ceil(total)}, or lower what the apps ask for`,
    },
  ]
}
