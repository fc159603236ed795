import { useInstead } from '../../render/unknown-name.ts'
import { defineExampleTenant, exampleDefinition } from '../../tenant/example-tenancy.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { tenantExample } from '../example-tenants.ts'
import type { Problem, Rule } from '../rule.ts'
import { tenantsOf } from '../tenants.ts'
import { unitFinding } from '../unit-finding.ts'

const example = (members: object) => tenantExample(defineExampleTenant({ ...exampleDefinition, ...members }))

export const knownGroups: Rule = {
  id: 'known-groups',
  severity: 'error',
  description: 'every tenant is owned, and its groups are those of the identity provider',
  examples: {
    refused: [
      example({ owners: ['shop-owner'] }),
      example({ owners: [] }),
      example({ owners: [''] }),
      example({ viewers: ['auditor'] }),
      example({ subTeams: { cart: { sharePercent: 10, owners: ['nobody'] } } }),
    ],
    allowed: [
      example({ developers: ['shop-developers'], viewers: ['auditors'] }),
      example({ subTeams: { cart: { sharePercent: 10 } } }),
    ],
  },
  run: context =>
    tenantsOf(context).flatMap(tenant => problems(tenant).map(problem => unitFinding(tenant, knownGroups, problem))),
}

function problems({ name, members, partOf, tenancy }: Tenant): Problem[] {
  const inherited = new Set(partOf ? Object.values(partOf.tenant.members).flat() : [])
  const unowned = members.owners.length === 0 ? [noOwner(name)] : []
  const unknown = Object.entries(members).flatMap(([kind, groups]: [string, readonly string[]]) =>
    groups
      .filter(group => !inherited.has(group) && !tenancy.groups.includes(group))
      .map(group => ({
        message: `group "${group}" among the ${kind} of "${name}" is not known to the identity provider`,
        fix: useInstead(group, tenancy.groups),
      })),
  )
  return [...unowned, ...unknown]
}

function noOwner(name: string): Problem {
  return { message: `tenant "${name}" has no owners`, fix: 'name at least one group of the identity provider' }
}
