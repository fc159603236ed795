import { admit, explain, isMutating, judge } from '../judge.ts'
import { changedPaths, type Change } from './changed-paths.ts'
import { explainMatch, type Decision } from './explain-match.ts'
import { FindingsError } from '../../finding/findings-error.ts'
import { namespaceOf } from '../globals.ts'
import { PolicyLoader } from './policy-loader.ts'
import { Request } from '../request.ts'
import { surroundings } from '../judge-tree.ts'
import type { AnyObject } from '../request.ts'
import type { ClusterTree, TreeFile } from './cluster-tree.ts'
import type { Policy, Step, Verdict } from '../policy.ts'

/** Everything that led to one verdict. */
export interface VerdictExplanation {
  readonly cluster: string
  readonly policy: Policy
  readonly file: TreeFile
  /** The object as the policy sees it: with defaults, and after the mutating policies that come before. */
  readonly object: AnyObject
  /** What the API server and other policies had added by then. */
  readonly added: readonly Change[]
  readonly decisions: readonly Decision[]
  readonly steps: readonly (Step & { readonly name?: string })[]
  readonly verdict: Verdict
  /** What a mutating policy changes. */
  readonly changes: readonly Change[]
}

export interface Question {
  readonly tree: ClusterTree
  /** Both are among the files of the tree. */
  readonly policy: TreeFile
  readonly object: TreeFile
  /** RFC 3339. */
  readonly now: string
}

/** Judges one object by one policy and tells how. @throws FindingsError where the policy is broken */
export function explainVerdict({ tree, policy: policyFile, object: objectFile, now }: Question): VerdictExplanation {
  const { policies, findings } = new PolicyLoader().load(tree.files)
  const policy = policies.find(({ file }) => file === policyFile)?.policy
  if (policy === undefined) throw new FindingsError(findings.filter(({ path }) => path === policyFile.path))
  const { stored, context, definitions } = surroundings(
    tree.files.map(({ object }) => object),
    { placed: true, now },
  )
  const mutating = policies.map(known => known.policy).filter(isMutating)
  const before = isMutating(policy) ? mutating.slice(0, mutating.indexOf(policy)) : mutating
  const first = new Request(stored[tree.files.indexOf(objectFile)]!, { definitions })
  const object = admit(before, first, context).object!
  const request = first.with(object)
  const verdict = judge(policy, request, context)
  return {
    cluster: tree.cluster,
    policy,
    file: objectFile,
    object,
    added: changedPaths(objectFile.object, object),
    decisions: explainMatch(policy, request, namespaceOf(request, context)),
    steps: explain(policy, request, context).map(step => ({ ...step, ...nameOf(policy, step) })),
    verdict,
    changes: verdict.mutated === undefined ? [] : changedPaths(object, verdict.mutated),
  }
}

/** The name that a variable or a match condition has in the policy. */
function nameOf({ manifest }: Policy, { expression }: Step): { name?: string } {
  const [, list = '', index = ''] = /^spec\.(variables|matchConditions)\[(\d+)\]/.exec(expression) ?? []
  const entries = (manifest.spec as Record<string, readonly { name?: string }[] | undefined>)[list]
  const name = entries?.[Number(index)]?.name
  return name === undefined ? {} : { name }
}
