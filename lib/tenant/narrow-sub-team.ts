import { useInstead } from '../finding/unknown-name.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { selects, type Selector } from '../fleet/selector.ts'
import type { UnitProblem } from '../unit/unit.ts'
import { exceeds } from './classification.ts'
import type { Tenant } from './tenant.ts'

const rule = 'narrow-sub-team'

/** Of a tenant: whether its sub-teams take more than there is. */
export function shareProblems({ name, subTeams }: Tenant): UnitProblem[] {
  const taken = Object.values(subTeams).reduce((sum, { partOf }) => sum + (partOf?.definition.sharePercent ?? 0), 0)
  if (taken <= 100) return []
  return [
    {
      rule,
      message: `the sub-teams of "${name}" take ${taken} % of its quota and budget`,
      fix: `lower sharePercent by ${taken - 100} in all`,
    },
  ]
}

/** Of a sub-team: where it asks for more than its tenant has, or for nothing. */
export function wideningProblems(subTeam: Tenant, fleet: Fleet): UnitProblem[] {
  if (subTeam.partOf === undefined) return []
  const { tenant, definition } = subTeam.partOf
  const { name, classification } = subTeam
  const problems: UnitProblem[] = []
  if (definition.sharePercent <= 0) {
    problems.push({
      rule,
      message: `sub-team "${name}" has a share of ${definition.sharePercent} %`,
      fix: 'give it a part of the quota: its pods could not start',
    })
  }
  if (exceeds(classification, tenant.classification)) {
    problems.push({
      rule,
      message: `sub-team "${name}" holds ${classification} data, but "${tenant.name}" at most ${tenant.classification}`,
      fix: `lower its classification, or raise that of "${tenant.name}"`,
    })
  }
  return [...problems, ...outside(subTeam, definition.on ?? {}, fleet)]
}

/** Places that a sub-team names and its tenant is not in. */
function outside({ name, partOf }: Tenant, on: Selector, { clusters }: Fleet): UnitProblem[] {
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
        rule,
        message: `sub-team "${name}" selects ${what} "${place}", where "${partOf!.tenant.name}" is not`,
        fix: useInstead(place, new Set(known)),
      })),
  )
}
