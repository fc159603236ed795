import { existsSync, readdirSync } from 'node:fs'

/** What `import-x/no-restricted-paths` takes: files of `target` may import nothing of `from`, but what `except` names in it. */
export interface Zone {
  readonly target: string
  readonly from: string
  readonly message: string
  readonly except?: readonly string[]
}

/** The folders of the repository, lowest first: each may import from itself and from what stands before it. */
const folders = [['lib'], ['platform'], ['tenants'], ['apps']]

/** The folders of lib in the same order; folders of one line do not know each other. */
const libFolders = [
  ['manifest'],
  ['finding'],
  ['fleet', 'compliance'],
  ['unit'],
  ['cel'],
  ['policy'],
  ['kyverno', 'slo'],
  ['flagger'],
  ['tenant'],
  ['workload'],
  ['delivery'],
  ['render'],
  ['check'],
  ['review'],
  ['cli'],
]

/** Constructs: what users write. They do not know how they are written or judged, nor writers and judges which of them exist. */
const constructs = ['kyverno', 'slo', 'flagger', 'tenant', 'workload']
const writers = ['policy', 'delivery', 'render']

const roots = ['estate.ts', 'main.ts', 'cli.ts']

/** `target` must not import `from`; both relative to the repository, without the leading `./`. */
function zone(target: string, from: string, why = `${target} must not know ${from}`): Zone {
  return { target: `./${target}`, from: `./${from}`, message: why }
}

/** For each folder: its neighbours on the line, and every folder that stands after it. */
function ordered(lines: readonly (readonly string[])[], prefix = ''): Zone[] {
  return lines.flatMap((line, i) =>
    line.flatMap(target =>
      [...line.filter(other => other !== target), ...lines.slice(i + 1).flat()].map(from =>
        zone(prefix + target, prefix + from),
      ),
    ),
  )
}

/** Tenants and apps do not know each other: none may import a file or folder beside its own. */
function siblings(folder: string): Zone[] {
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter(entry => entry !== `${folder}.ts` && !entry.endsWith('.test.ts'))
    .map(entry => ({ ...zone(`${folder}/${entry}`, folder, `${folder} do not know each other`), except: [entry] }))
}

const contractOnly = ['tenants', 'apps'].map(target => ({
  ...zone(target, 'platform', `${target} may import platform/contract.ts only`),
  except: ['contract.ts'],
}))

export const zones: readonly Zone[] = [
  ...ordered(folders),
  ...ordered(libFolders, 'lib/'),
  ...writers.flatMap(target => constructs.map(from => zone(`lib/${target}`, `lib/${from}`))),
  ...contractOnly,
  ...siblings('tenants'),
  ...siblings('apps'),
  ...folders.flat().flatMap(folder => roots.map(root => zone(folder, root))),
]
