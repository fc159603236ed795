import { definedAt } from '../unit/defined-at.ts'
import type { Quota } from './quota.ts'
import { withExceptions } from './quota-layers.ts'
import { subTeamFacts } from './sub-team.ts'
import type { Tenancy } from './tenancy.ts'
import type { SubTeamDefinition, TenantDefinition } from './tenant-definition.ts'
import { tenantUnit, type TenantFacts } from './tenant-unit.ts'
import type { Tenant } from './tenant.ts'

export type DefineTenant<Tier extends string> = <const Team extends string = never>(
  definition: TenantDefinition<Tier, Team>,
) => Tenant<Team>

/** The `defineTenant` of a platform: what a team says about itself, on top of what the platform decides about all. */
export function tenantsOf<Tier extends string>(tenancy: Tenancy<Tier>): DefineTenant<Tier> {
  return function defineTenant<const Team extends string = never>(definition: TenantDefinition<Tier, Team>) {
    const around = { tenancy, source: definedAt(defineTenant) }
    const teams = {} as Record<Team, Tenant<never>>
    const facts = tenantFacts(definition, tenancy.tiers[definition.tier].quota)
    const tenant = tenantUnit(facts, { ...around, subTeams: teams })
    for (const [name, team] of Object.entries<SubTeamDefinition>(definition.subTeams ?? {})) {
      teams[name as Team] = tenantUnit(subTeamFacts(tenant, name, team), { ...around, subTeams: {} })
    }
    return tenant
  }
}

/** What a definition says, every default filled in. */
function tenantFacts(definition: TenantDefinition, tierQuota: Quota): TenantFacts {
  const { owners, developers = [], viewers = [], quota, sleep, onRemoval = 'keep-data', ...facts } = definition
  const members = { owners, developers, viewers }
  return { ...facts, members, sleep, onRemoval, allQuota: withExceptions(tierQuota, quota), partOf: undefined }
}
