import { relative, resolve } from 'node:path'
import { FindingsError } from '../../finding/findings-error.ts'
import { nearest } from '../../finding/nearest.ts'
import type { ClusterTree, TreeFile } from '../../policy/analysis/cluster-tree.ts'
import { nameOf, namespaceOf } from '../../policy/context.ts'

export interface ChosenObject {
  readonly tree: ClusterTree
  readonly file: TreeFile
}

/**
 * The object that a command line names: a file of dist, or `cluster/Kind/namespace/name` (`cluster/Kind/name` for one without
 * a namespace). @throws FindingsError with the nearest one
 */
export function chosenObject(written: string, trees: readonly ClusterTree[], root: string): ChosenObject {
  const names = new Map<string, ChosenObject>()
  for (const tree of trees) {
    for (const file of tree.files) {
      names.set(file.path, { tree, file })
      names.set(idOf(tree.cluster, file), { tree, file })
    }
  }
  const found = names.get(relative(root, resolve(written))) ?? names.get(written)
  if (found !== undefined) return found
  const near = nearest(written, names.keys())
  const fix = near === undefined ? 'name a file of dist, or write cluster/Kind/namespace/name' : `use "${near}"`
  const message = `"${written}" is no object of dist`
  throw new FindingsError([{ rule: 'unknown-name', severity: 'error', path: 'object', message, fix }])
}

function idOf(cluster: string, { object }: TreeFile): string {
  return [cluster, object.kind, namespaceOf(object), nameOf(object)].filter(Boolean).join('/')
}
