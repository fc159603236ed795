import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fleet } from '../../fleet/fleet.ts'
import type { Organization } from '../../tenant/tenant-definition.ts'
import { isTenant } from '../../tenant/tenant.ts'
import { choose } from '../choose.ts'
import type { Project } from '../project.ts'
import { exportsOf } from './exports-of.ts'
import { identifier } from './identifier.ts'
import type { Scaffold } from './scaffold.ts'

/** What may be said about a new tenant; the rest is for its file. */
export interface TenantRequest {
  readonly name: string
  /** Groups, separated by commas. @default `<name>-owners`, which becomes a known group */
  readonly owners?: string | undefined
  /** @default the one that most tenants belong to */
  readonly organization?: string | undefined
}

const list = { file: 'tenants/tenants.ts', list: 'tenants' }
const groupList = { file: 'platform/groups.ts', list: 'groups' }

/** A small tenant on every cluster. */
export async function tenantScaffold(request: TenantRequest, project: Project): Promise<Scaffold> {
  const { name } = request
  const { known, owners } = await ownersOf(request, project)
  const facts = { name, owners, organization: await organizationOf(request, project), domain: domainOf(project.fleet) }
  const modules = [readFileSync(join(project.root, list.file), 'utf8'), source({ ...facts, id: '_' })]
  const id = identifier(name, 'tenant', modules)
  const unknown = owners.filter(owner => !known.includes(owner))
  return {
    files: { [`tenants/${name}.ts`]: source({ ...facts, id }) },
    lists: [
      { ...list, entry: id, module: `./${name}.ts` },
      ...unknown.map(owner => ({ ...groupList, entry: `'${owner}'` })),
    ],
    next: [
      ...unknown.map(owner => `make the group "${owner}" in the identity provider`),
      `read tenants/${name}.ts: contact, tier, budget and classification are guesses`,
      `\`npx waybill new app NAME --tenant ${name}\` adds its first app`,
    ],
  }
}

/** A group that was written must be known, for it may be misspelt; a tenant's own group is new as the tenant is. */
async function ownersOf({ name, owners }: TenantRequest, { root }: Project) {
  const { groups } = (await exportsOf(root, groupList.file)) as { groups?: readonly string[] }
  const known = groups ?? []
  if (owners === undefined) return { known, owners: [`${name}-owners`] }
  const written = owners.split(',').map(group => group.trim())
  return {
    known,
    owners: written.map(
      group =>
        choose(
          'group',
          group,
          known.map(each => ({ name: each })),
        ).name,
    ),
  }
}

/** The name under which the contract exports an organization. */
async function organizationOf({ organization }: TenantRequest, { root, estate }: Project): Promise<string> {
  const contract = await exportsOf(root, 'platform/contract.ts')
  const known = Object.entries(contract).flatMap(([id, value]) =>
    isOrganization(value) ? [{ id, name: value.name }] : [],
  )
  const belong = ({ name }: { name: string }) =>
    estate.filter(unit => isTenant(unit) && unit.organization.name === name)
  const usual = known.toSorted((a, b) => belong(b).length - belong(a).length)[0]?.name ?? ''
  return choose('organization', organization ?? usual, known).id
}

function isOrganization(value: unknown): value is Organization {
  return typeof value === 'object' && value !== null && 'name' in value && 'costCenter' in value
}

/** What the domains of all clusters end with. */
function domainOf({ clusters }: Fleet): string {
  const [first = [], ...others] = clusters.map(({ domain }) => domain.split('.'))
  const from = first.findIndex((_, i) =>
    others.every(labels => labels.join('.').endsWith(`.${first.slice(i).join('.')}`)),
  )
  return first.slice(from).join('.')
}

interface Facts {
  readonly name: string
  readonly id: string
  readonly owners: readonly string[]
  readonly organization: string
  readonly domain: string
}

function source({ name, id, owners, organization, domain }: Facts): string {
  return `import { defineTenant, ${organization} } from '../platform/contract.ts'

export const ${id} = defineTenant({
  name: '${name}',
  organization: ${organization},
  owners: [${owners.map(owner => `'${owner}'`).join(', ')}],
  contact: { email: '${name}@${domain}', channel: '#${name}-alerts' },
  tier: 'bronze',
  monthlyBudget: 500,
  classification: 'internal',
  on: {},
})
`
}
