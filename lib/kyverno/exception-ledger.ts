import { isException } from '../policy/policy-kinds.ts'
import { judgeTree, type VerdictRow } from '../policy/judge-tree.ts'
import { loadPolicies } from '../policy/load-policies.ts'
import type { LocatedObject } from '../policy/read-tree.ts'
import type { Manifest } from '../manifest/manifest.ts'

/** What is wrong with an exception. `wide`: it excuses more than what needs it. */
export type ExceptionFault = 'expired' | 'unused' | 'wide' | 'unexplained'

export interface ExceptionProblem {
  readonly fault: ExceptionFault
  readonly message: string
  readonly fix: string
}

/** An exception of one cluster, and what it is good for there. */
export interface LedgerEntry {
  readonly exception: LocatedObject
  /** `namespace/name` */
  readonly name: string
  /** Names of the policies it excuses from. */
  readonly policies: readonly string[]
  readonly reason: string
  readonly owner: string
  /** First day on which it no longer counts; `never` where it does not say. */
  readonly expires: string
  /** What would fail without it. */
  readonly needed: readonly VerdictRow[]
  /** What it takes out although it would pass. */
  readonly needless: readonly VerdictRow[]
  readonly problems: readonly ExceptionProblem[]
}

export interface LedgerOptions {
  /** The day to judge at, as `YYYY-MM-DD`. @default none: nothing is expired */
  readonly today?: string
}

/** Every exception among the objects of a cluster, judged against those objects. Pure: no clock. */
export function exceptionLedger(tree: readonly LocatedObject[], { today }: LedgerOptions = {}): readonly LedgerEntry[] {
  const manifests = tree.map(({ object }) => object as Manifest)
  return tree
    .filter(({ object }) => isException(object as Manifest))
    .map(located => entryOf(located, { tree, manifests, today }))
}

interface Surroundings {
  readonly tree: readonly LocatedObject[]
  readonly manifests: readonly Manifest[]
  readonly today: string | undefined
}

interface ExceptionSpec {
  readonly policyRefs?: readonly { readonly name: string; readonly kind: string }[]
  readonly matchConditions?: readonly unknown[]
  readonly expiresAt?: string
}

function entryOf(exception: LocatedObject, { tree, manifests, today }: Surroundings): LedgerEntry {
  const { metadata, ...manifest } = exception.object as Manifest
  const { policyRefs = [], expiresAt, matchConditions = [] } = (manifest.spec ?? {}) as ExceptionSpec
  const named = manifests.filter(({ kind, metadata: { name } }) =>
    policyRefs.some(ref => ref.name === name && ref.kind === kind),
  )
  const policies = policyRefs.map(({ name }) => name)
  const [needed, needless] = excusedBy(exception.object as Manifest, named, tree)
  const entry = {
    exception,
    name: `${metadata.namespace}/${metadata.name}`,
    policies,
    reason: metadata.annotations?.['waybill.dev/reason'] ?? '',
    owner: metadata.annotations?.['waybill.dev/owner'] ?? '',
    expires: expiresAt?.slice(0, 10) ?? 'never',
    needed,
    needless,
  }
  return { ...entry, problems: problemsOf(entry, { today, everything: matchConditions.length === 0 }) }
}

/** What an exception takes out of the policies it names: what would fail without it, and what would not. */
function excusedBy(
  exception: Manifest,
  policies: readonly Manifest[],
  tree: readonly LocatedObject[],
): readonly [needed: readonly VerdictRow[], needless: readonly VerdictRow[]] {
  const judged = (manifests: readonly Manifest[]) => judgeTree(tree, loadPolicies(manifests).policies, { placed: true })
  const key = ({ path, verdict }: VerdictRow) => `${path} ${verdict.policy.name}`
  const before = new Map(judged(policies).map(row => [key(row), row.verdict.status]))
  const excused = judged([...policies, exception]).filter(({ verdict }) => verdict.exceptions !== undefined)
  const fails = (row: VerdictRow) => ['fail', 'error'].includes(before.get(key(row)) ?? '')
  return [excused.filter(fails), excused.filter(row => !fails(row))]
}

function problemsOf(
  entry: Omit<LedgerEntry, 'problems'>,
  { today, everything }: { readonly today: string | undefined; readonly everything: boolean },
): ExceptionProblem[] {
  const { policies, reason, owner, expires, needed, needless } = entry
  const idle = policies.filter(policy => !needed.some(({ verdict }) => verdict.policy.name === policy))
  const missing = Object.entries({ reason, owner, expiry: expires === 'never' ? '' : expires }).filter(
    ([, value]) => !value.trim(),
  )
  return [
    ...missing.map(([what]) => problem('unexplained', `has no ${what}`, 'say it, with defineException')),
    ...(today !== undefined && expires <= today
      ? [problem('expired', `expired on ${expires}`, 'mend what it excuses and remove it, or grant it anew')]
      : []),
    ...idle.map(policy => problem('unused', `excuses nothing from "${policy}" here`, 'remove it from this cluster')),
    ...(everything
      ? [problem('wide', 'excuses every object from its policies', 'name the objects in matchConditions')]
      : []),
    ...(needless.length > 0
      ? [
          problem(
            'wide',
            `also excuses ${needless.length} objects that pass without it`,
            'name the objects that need it',
          ),
        ]
      : []),
  ]
}

function problem(fault: ExceptionFault, message: string, fix: string): ExceptionProblem {
  return { fault, message, fix }
}
