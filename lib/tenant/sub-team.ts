import { intersect } from '../fleet/intersect.ts'
import { partOfLayers } from './quota-layers.ts'
import type { SubTeamDefinition } from './tenant-definition.ts'
import type { TenantFacts } from './tenant-unit.ts'
import type { Tenant } from './tenant.ts'

/** What a sub-team is: what its tenant is, narrowed by what its own definition says. */
export function subTeamFacts(tenant: Tenant, name: string, definition: SubTeamDefinition): TenantFacts {
  const { sharePercent, owners = [], developers, viewers, contact, classification, on = {} } = definition
  const { members } = tenant
  return {
    name: `${tenant.name}-${name}`,
    organization: tenant.organization,
    members: {
      owners: [...members.owners, ...owners],
      developers: developers ?? members.developers,
      viewers: viewers ?? members.viewers,
    },
    contact: contact ?? tenant.contact,
    tier: tenant.tier,
    monthlyBudget: (tenant.monthlyBudget * sharePercent) / 100,
    classification: classification ?? tenant.classification,
    sleep: tenant.sleep,
    onRemoval: tenant.onRemoval,
    on: intersect(tenant.on, on),
    allQuota: partOfLayers(tenant.allQuota, sharePercent),
    partOf: { tenant, definition },
  }
}
