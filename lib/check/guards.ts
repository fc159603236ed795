import type { Manifest } from '../manifest/manifest.ts'
import { judgeTree, type VerdictRow } from '../policy/judge-tree.ts'
import { loadPolicies, type LoadedPolicies } from '../policy/load-policies.ts'
import type { LocatedObject } from '../policy/read-tree.ts'
import type { RenderedFile } from '../render/rendered-file.ts'
import type { CheckContext } from './context.ts'

/** The policies that guard a cluster, and what each says of each object that lives there. */
export interface Guards extends LoadedPolicies {
  readonly cluster: string
  readonly tree: readonly LocatedObject[]
  readonly rows: readonly VerdictRow[]
  readonly fileOf: (path: string) => RenderedFile
}

const known = new WeakMap<CheckContext, readonly Guards[]>()

/** The guards of every cluster. Several rules ask: judged once for each context. */
export function guardsOf(context: CheckContext): readonly Guards[] {
  const guards = known.get(context) ?? [...context.onCluster].map(([cluster, files]) => guardsOn(cluster, files))
  known.set(context, guards)
  return guards
}

function guardsOn(cluster: string, files: readonly RenderedFile[]): Guards {
  const byPath = new Map(files.map(file => [file.path, file]))
  const tree = files.map(({ path, manifest }) => ({ path, object: manifest }))
  const paths = new Map<Manifest, string>(files.map(({ path, manifest }) => [manifest, path]))
  const loaded = loadPolicies([...paths.keys()], { pathOf: manifest => paths.get(manifest)! })
  return {
    cluster,
    tree,
    ...loaded,
    rows: judgeTree(tree, loaded.policies, { placed: true }),
    fileOf: path => byPath.get(path)!,
  }
}
