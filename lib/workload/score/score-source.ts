import { scoreStorageGi } from './define-score.ts'
import type { ScoreApp } from './score-app.ts'

/** What a definition imports, relative to where it will stand. */
export interface ScoreImports {
  /** Folder of lib, e.g. `../../lib`. */
  readonly lib: string
  /** Module of the platform's contract. */
  readonly contract: string
  /** Module of the tenant. */
  readonly tenant: string
}

/** A definition in TypeScript that renders what the Score file does; Prettier puts it in shape. */
export function scoreSource(app: ScoreApp, tenant: string, imports: ScoreImports): string {
  const define = app.port === undefined ? 'defineWorker' : 'defineWebService'
  const hasVariables = Object.keys(app.variables).length > 0
  const fromContract = [...(app.needs.cache ? ['cache'] : []), ...(app.needs.database ? ['database'] : []), define]
  return `${[
    `import { releases } from '${imports.lib}/workload/releases.ts'`,
    ...(hasVariables ? [`import { text } from '${imports.lib}/workload/variable.ts'`] : []),
    `import { ${fromContract.join(', ')} } from '${imports.contract}'`,
    `import { ${camel(tenant)} } from '${imports.tenant}'`,
    '',
    `export const ${camel(app.name)} = ${define}({`,
    ...fieldsOf(app, tenant).map(([field, value]) => `  ${field}: ${value},`),
    '})',
  ].join('\n')}\n`
}

function fieldsOf(app: ScoreApp, tenant: string): [field: string, source: string][] {
  const { needs, variables, port } = app
  const list = [
    ...(needs.database ? [`database({ storageGi: ${scoreStorageGi} })`] : []),
    ...(needs.cache ? ['cache({ memoryMi: 128 })'] : []),
  ]
  const declared = Object.keys(variables).map(name => `${JSON.stringify(name)}: text()`)
  const all: [field: string, present: boolean, source: string][] = [
    ['name', true, literal(app.name)],
    ['tenant', true, camel(tenant)],
    ['image', true, literal(app.image.repository)],
    ['releases', true, 'releases(import.meta.dirname)'],
    ['port', port !== undefined, literal(port)],
    ['command', app.command.length > 0, literal(app.command)],
    ['args', app.args.length > 0, literal(app.args)],
    ['size', true, literal({ default: { cpuMillis: app.cpuMillis, memoryMi: app.memoryMi } })],
    ['variables', declared.length > 0, `{ ${declared.join(', ')} }`],
    ['values', declared.length > 0, literal({ default: variables })],
    ['files', Object.keys(app.files).length > 0, literal(app.files)],
    ['scratch', app.scratch.length > 1, literal(app.scratch)],
    ['health', Object.keys(app.health).length > 0, literal(app.health)],
    ['metrics', true, 'false'],
    ['route', needs.route !== undefined, literal(needs.route)],
    ['needs', list.length > 0, `[${list.join(', ')}]`],
  ]
  return all.filter(([, present]) => present).map(([field, , source]) => [field, source])
}

function literal(value: unknown): string {
  return JSON.stringify(value)
}

function camel(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^(\d)/, '_$1')
}
