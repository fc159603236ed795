import { dirname } from 'node:path/posix'
import type { Unit } from '../unit/unit.ts'
import { isTenant, type Tenant } from './tenant.ts'

const header = [
  '# Written by waybill from tenants/ and apps/; do not edit.',
  "# Code of a tenant is the platform team's, what it renders to is the tenant's: a change of quota or rights takes both.",
]

/**
 * Who must approve what, as the code host reads it; the last line that matches wins. Empty for an estate without tenants.
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function codeOwners(estate: readonly Unit[]): string {
  const tenants = estate.filter(isTenant)
  if (tenants[0] === undefined) return ''
  const { codeHost, platformGroup } = tenants[0].tenancy
  const entries = [
    ...tenants.map(tenant => [`/dist/*/tenants/${tenant.name}/`, tenant] as const),
    ...estate.flatMap(app => (app.tenant !== undefined && isTenant(app.tenant) ? appPaths(app, app.tenant) : [])),
  ]
  const lines = entries.map(([path, { members }]) => line(path, codeHost, members.owners))
  return [...header, line('*', codeHost, [platformGroup]), ...[...new Set(lines)].sort(), ''].join('\n')
}

function appPaths(app: Unit, tenant: Tenant): (readonly [string, Tenant])[] {
  return [
    [`/${dirname(app.source)}/`, tenant],
    [`/dist/*/apps/${app.name}/`, tenant],
  ]
}

function line(path: string, codeHost: string, groups: readonly string[]): string {
  return [path, ...groups.map(group => `${codeHost}/${group}`)].join(' ')
}
