import { useInstead } from '../finding/unknown-name.ts'
import type { UnitProblem } from '../unit/unit.ts'
import type { Tenant } from './tenant.ts'

const rule = 'known-groups'

/** Every tenant is owned, and its groups are those of the identity provider. What a sub-team inherits is its tenant's fault. */
export function groupProblems({ name, members, partOf, tenancy }: Tenant): UnitProblem[] {
  const inherited = new Set(partOf ? Object.values(partOf.tenant.members).flat() : [])
  const unowned = members.owners.length === 0 ? [noOwner(name)] : []
  const unknown = Object.entries(members).flatMap(([kind, groups]: [string, readonly string[]]) =>
    groups
      .filter(group => !inherited.has(group) && !tenancy.groups.includes(group))
      .map(group => ({
        rule,
        message: `group "${group}" among the ${kind} of "${name}" is not known to the identity provider`,
        fix: useInstead(group, tenancy.groups),
      })),
  )
  return [...unowned, ...unknown]
}

function noOwner(name: string): UnitProblem {
  return { rule, message: `tenant "${name}" has no owners`, fix: 'name at least one group of the identity provider' }
}
