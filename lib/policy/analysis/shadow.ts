import { companionsOf } from './policy-loader.ts'
import { objectKey } from '../../manifest/object-key.ts'
import { outcomeOf } from './impact.ts'
import type { ClusterTree, TreeFile } from './cluster-tree.ts'
import type { Judgement, TreeJudge } from './tree-judge.ts'
import type { Manifest } from '../../manifest/manifest.ts'

/** Policies with their exceptions and bindings, as some cluster would get them; undefined for one that would not. */
export type PolicyFor = (cluster: string) => readonly TreeFile[] | undefined

/** What policies would have said about the objects of one moment. */
export interface Shadow {
  /** Number of objects that the policies concern. */
  readonly met: number
  readonly failing: readonly Judgement[]
}

/** Judges clusters as if they had held other policies than they did. */
export function shadow(trees: readonly ClusterTree[], policyFor: PolicyFor, judge: TreeJudge): Shadow {
  const judgements = trees.flatMap(tree => {
    const policies = policyFor(tree.cluster)
    if (policies === undefined) return []
    return judge.judge(withPolicies(tree, policies), ({ file }) => policies.includes(file)).judgements
  })
  return {
    met: new Set(judgements.map(({ cluster, file }) => `${cluster} ${file.path} ${file.oid}`)).size,
    failing: judgements.filter(judgement => outcomeOf(judgement) !== 'accepted'),
  }
}

/** What of some failures is not among others: the same policy and object, whatever the message. */
export function without(failing: readonly Judgement[], others: readonly Judgement[]): Judgement[] {
  const known = new Set(others.map(identity))
  return failing.filter(judgement => !known.has(identity(judgement)))
}

function identity({ cluster, file, policy }: Judgement): string {
  return `${cluster} ${keyOf(file)} ${keyOf(policy.file)}`
}

/** The tree with its own versions of some policies, their exceptions and bindings replaced. */
export function withPolicies({ cluster, files }: ClusterTree, policies: readonly TreeFile[]): ClusterTree {
  const keys = new Set(policies.map(keyOf))
  const replaced = new Set(files.flatMap(file => (keys.has(keyOf(file)) ? [file, ...companionsOf(file, files)] : [])))
  return { cluster, files: [...files.filter(file => !replaced.has(file)), ...policies] }
}

function keyOf({ object }: TreeFile): string {
  return objectKey(object as Manifest)
}
