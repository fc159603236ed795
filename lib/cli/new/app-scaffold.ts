import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { selects } from '../../fleet/selector.ts'
import { isTenant, type Tenant } from '../../tenant/tenant.ts'
import { choose } from '../choose.ts'
import type { Project } from '../project.ts'
import { appKinds, type AppKindName } from './app-kinds.ts'
import { exportsOf } from './exports-of.ts'
import { identifier } from './identifier.ts'
import type { Scaffold } from './scaffold.ts'

export interface AppRequest {
  readonly name: string
  /** Name of a tenant or sub-team. */
  readonly tenant: string
  readonly kind: AppKindName
}

const list = { file: 'apps/apps.ts', list: 'apps' }
const firstVersion = '0.1.0'

/** An app on the clusters of its tenant, and the versions that run there. */
export async function appScaffold({ name, kind, ...request }: AppRequest, project: Project): Promise<Scaffold> {
  const owner = choose('tenant', request.tenant, project.estate.filter(isTenant))
  const tenant = await referenceTo(owner, project.root)
  const folder = `apps/${tenant.name}/${name}`
  const facts = { name, kind, tenant, image: imageOf(name, owner) }
  const modules = [readFileSync(join(project.root, list.file), 'utf8'), source({ ...facts, id: '_' })]
  const id = identifier(name, 'app', modules)
  return {
    files: {
      [`${folder}/${name}.ts`]: source({ ...facts, id }),
      [`${folder}/releases.yaml`]: releases(owner, project),
    },
    lists: [{ ...list, entry: id, module: `./${tenant.name}/${name}/${name}.ts` }],
    next: [
      `push ${facts.image}:${firstVersion}, or say in ${folder} which image and versions run`,
      `\`npm run check\`, then commit; the engines apply it`,
    ],
  }
}

/** How an app says which tenant or sub-team it belongs to. */
interface Reference {
  /** Of the tenant itself, also for its sub-teams. */
  readonly name: string
  readonly file: string
  readonly id: string
  readonly expression: string
}

async function referenceTo(owner: Tenant, root: string): Promise<Reference> {
  const tenant = owner.partOf?.tenant ?? owner
  const file = tenant.source.replace(/:\d+$/, '')
  const [id = ''] = Object.entries(await exportsOf(root, file)).find(([, value]) => value === tenant) ?? []
  const team = Object.entries<Tenant>(tenant.subTeams).find(([, value]) => value === owner)?.[0]
  const member = team === undefined ? '' : /^\w+$/.test(team) ? `.${team}` : `['${team}']`
  return { name: tenant.name, file, id, expression: team === undefined ? id : `${id}.subTeams${member}` }
}

/** In the registry of the organization on the code host. */
function imageOf(name: string, { name: tenant, tenancy }: Tenant): string {
  return `ghcr.io/${tenancy.codeHost.replace(/^@/, '')}/${tenant}-${name}`
}

/** One version for each environment that the tenant is in. */
function releases({ on }: Tenant, { fleet }: Project): string {
  const landing = new Set(fleet.clusters.filter(cluster => selects(on, cluster)).map(({ environment }) => environment))
  const versions = fleet.environments.filter(environment => landing.has(environment))
  const lines = versions.map(environment => `${environment.name}: ${firstVersion}\n`)
  return `# What runs where. A pull request that changes a line is the release.\n${lines.join('')}`
}

interface Facts {
  readonly name: string
  readonly id: string
  readonly kind: AppKindName
  readonly tenant: Reference
  readonly image: string
}

function source({ name, id, kind, tenant, image }: Facts): string {
  const { define, imports = '', props } = appKinds[kind]
  const shorthand = tenant.expression === 'tenant' ? 'tenant' : `tenant: ${tenant.expression}`
  return `${imports}import { releases } from '../../../lib/workload/releases.ts'
import { ${define} } from '../../../platform/contract.ts'
import { ${tenant.id} } from '../../../${tenant.file}'

export const ${id} = ${define}({
  name: '${name}',
  ${shorthand},
  image: '${image}',
  releases: releases(import.meta.dirname),
${props(name)}})
`
}
