import type { Fleet } from '../../fleet/fleet.ts'
import { selects, type Selector } from '../../fleet/selector.ts'
import { useInstead } from '../../render/unknown-name.ts'
import { exceeds } from '../../tenant/classification.ts'
import { defineExampleTenant, exampleDefinition } from '../../tenant/example-tenancy.ts'
import type { SubTeamDefinition } from '../../tenant/tenant-definition.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { tenantExample } from '../example-tenants.ts'
import type { Problem, Rule } from '../rule.ts'
import { tenantsOf } from '../tenants.ts'
import { unitFinding } from '../unit-finding.ts'

const example = (...teams: readonly SubTeamDefinition[]) =>
  tenantExample(
    defineExampleTenant({
      ...exampleDefinition,
      on: { environments: ['dev'] },
      subTeams: Object.fromEntries(teams.map((team, i) => [`team-${i}`, team])),
    }),
  )

export const narrowSubTeam: Rule = {
  id: 'narrow-sub-team',
  severity: 'error',
  description: 'a sub-team has what its tenant has, or less',
  examples: {
    refused: [
      example({ sharePercent: 60 }, { sharePercent: 50 }),
      example({ sharePercent: 0 }),
      example({ sharePercent: 10, classification: 'confidential' }),
      example({ sharePercent: 10, on: { clusters: ['live'] } }),
      example({ sharePercent: 10, on: { environments: ['production'] } }),
    ],
    allowed: [
      example({ sharePercent: 60 }, { sharePercent: 40 }),
      example({ sharePercent: 10, classification: 'public', on: { clusters: ['dev'] } }),
    ],
  },
  run: context =>
    tenantsOf(context).flatMap(tenant =>
      [...shares(tenant), ...widenings(tenant, context.fleet)].map(problem =>
        unitFinding(tenant, narrowSubTeam, problem),
      ),
    ),
}

/** Of a tenant: whether its sub-teams take more than there is. */
function shares({ name, subTeams }: Tenant): Problem[] {
  const taken = Object.values(subTeams).reduce((sum, { partOf }) => sum + (partOf?.definition.sharePercent ?? 0), 0)
  if (taken <= 100) return []
  return [
    {
      message: `the sub-teams of "${name}" take ${taken} % of its quota and budget`,
      fix: `lower sharePercent by ${taken - 100} in all`,
    },
  ]
}

/** Of a sub-team: where it asks for more than its tenant has, or for nothing. */
function widenings(subTeam: Tenant, fleet: Fleet): Problem[] {
  if (subTeam.partOf === undefined) return []
  const { tenant, definition } = subTeam.partOf
  const { name, classification } = subTeam
  const problems: Problem[] = []
  if (definition.sharePercent <= 0) {
    problems.push({
      message: `sub-team "${name}" has a share of ${definition.sharePercent} %`,
      fix: 'give it a part of the quota: its pods could not start',
    })
  }
  if (exceeds(classification, tenant.classification)) {
    problems.push({
      message: `sub-team "${name}" holds ${classification} data, but "${tenant.name}" at most ${tenant.classification}`,
      fix: `lower its classification, or raise that of "${tenant.name}"`,
    })
  }
  return [...problems, ...outside(subTeam, definition.on ?? {}, fleet)]
}

/** Places that a sub-team names and its tenant is not in. */
function outside({ name, partOf }: Tenant, on: Selector, { clusters }: Fleet): Problem[] {
  const home = clusters.filter(cluster => selects(partOf!.tenant.on, cluster))
  const inside = {
    environment: { named: on.environments, known: home.map(({ environment }) => environment.name) },
    region: { named: on.regions, known: home.map(({ region }) => region) },
    cluster: { named: on.clusters, known: home.map(({ name }) => name) },
  }
  return Object.entries(inside).flatMap(([what, { named = [], known }]) =>
    named
      .filter(place => !known.includes(place))
      .map(place => ({
        message: `sub-team "${name}" selects ${what} "${place}", where "${partOf!.tenant.name}" is not`,
        fix: useInstead(place, new Set(known)),
      })),
  )
}
