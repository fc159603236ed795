import { definedAt } from '../unit/defined-at.ts'
import { withExceptions } from './quota-layers.ts'
import { subTeamFacts } from './sub-team.ts'
import type { Tenancy } from './tenancy.ts'
import type { SubTeamDefinition, TenantDefinition } from './tenant-definition.ts'
import { tenantUnit } from './tenant-unit.ts'
import type { Tenant } from './tenant.ts'

export type DefineTenant<Tier extends string> = <const Team extends string = never>(
  definition: TenantDefinition<Tier, Team>,
) => Tenant<Team>

/** The `defineTenant` of a platform: what a team says about itself, on top of what the platform decides about all. */
export function tenantsOf<Tier extends string>(tenancy: Tenancy<Tier>): DefineTenant<Tier> {
  return function defineTenant<const Team extends string = never>(definition: TenantDefinition<Tier, Team>) {
    const { owners, developers = [], viewers = [], quota, sleep, subTeams = {}, ...facts } = definition
    const surroundings = { tenancy, source: definedAt(defineTenant) }
    const teams = {} as Record<Team, Tenant<never>>
    const tenant = tenantUnit(
      {
        ...facts,
        members: { owners, developers, viewers },
        sleep,
        allQuota: withExceptions(tenancy.tiers[definition.tier].quota, quota),
        partOf: undefined,
      },
      { ...surroundings, subTeams: teams },
    )
    for (const [name, team] of Object.entries<SubTeamDefinition>(subTeams)) {
      teams[name as Team] = tenantUnit(subTeamFacts(tenant, name, team), { ...surroundings, subTeams: {} })
    }
    return tenant
  }
}
