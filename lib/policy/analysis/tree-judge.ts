import { createHash } from 'node:crypto'
import { admit, isMutating, judge } from '../judge.ts'
import { changedPaths, type Change } from './changed-paths.ts'
import { nameOf, namespaceOf } from '../context.ts'
import { PolicyLoader, type KnownPolicy } from './policy-loader.ts'
import { Request } from '../request.ts'
import { surroundings, type Surroundings } from '../judge-tree.ts'
import type { AnyObject } from '../request.ts'
import type { ClusterTree, TreeFile } from './cluster-tree.ts'
import type { Finding } from '../../finding/finding.ts'
import type { Verdict } from '../policy.ts'

/** What a policy says about an object of a cluster. */
export interface Judgement {
  readonly cluster: string
  readonly file: TreeFile
  readonly policy: KnownPolicy
  readonly verdict: Verdict
  /** What a mutating policy changes. */
  readonly changes: readonly Change[]
}

export interface TreeVerdicts {
  readonly judgements: readonly Judgement[]
  readonly policies: readonly KnownPolicy[]
  /** Policies that cannot be judged by. */
  readonly findings: readonly Finding[]
}

type Outcome = Pick<Judgement, 'verdict' | 'changes'>

/** What was found out about one object: outcomes by policy, null where a policy does not concern it. */
interface Known {
  mutations?: readonly Outcome[]
  readonly outcomes: Map<string, Outcome | null>
}

/** One tree at work: what decides about every object of it. */
interface Admission {
  readonly mutating: readonly KnownPolicy[]
  readonly judging: readonly KnownPolicy[]
  readonly tree: readonly TreeFile[]
  readonly namespaces: ReadonlyMap<string, string>
  /** The same for trees whose objects are mutated alike. */
  readonly prefix: string
  /** The same for trees of the same objects. */
  readonly whole: string
  readonly around: () => Surroundings
}

/**
 * Judges trees that have most of their objects in common: what a policy says about an object is found out once, as long as
 * the object, its Namespace, the policies and (for a policy that reads other objects) the whole tree are the same bytes.
 */
export class TreeJudge {
  readonly #loader = new PolicyLoader()
  readonly #known = new Map<string, Known>()
  readonly #now: string | undefined
  /** How often a policy had to be run. */
  runs = 0

  /** `now`: RFC 3339; without it exceptions do not expire. */
  constructor(now?: string) {
    this.#now = now
  }

  /** `only` leaves out other policies, but those that mutate still come first. */
  judge({ cluster, files }: ClusterTree, only: (policy: KnownPolicy) => boolean = () => true): TreeVerdicts {
    const { policies, findings } = this.#loader.load(files)
    const admission = this.#admission(files, policies, only)
    const judgements = files.flatMap((file, i) =>
      this.#verdicts(i, admission).map(outcome => ({ cluster, file, ...outcome })),
    )
    return { findings, policies, judgements: judgements.filter(({ policy }) => only(policy)) }
  }

  #admission(tree: readonly TreeFile[], policies: readonly KnownPolicy[], only: (policy: KnownPolicy) => boolean) {
    const mutating = policies.filter(({ policy }) => isMutating(policy))
    const definitions = tree.filter(({ object }) => object.kind === 'CustomResourceDefinition')
    const whole = digest(tree)
    const mutations = mutating.map(({ fingerprint }) => fingerprint).join()
    return {
      mutating,
      judging: policies.filter(known => !isMutating(known.policy) && only(known)),
      tree,
      namespaces: new Map(
        tree.filter(({ object }) => object.kind === 'Namespace').map(({ object, oid }) => [nameOf(object), oid]),
      ),
      prefix: [mutations, mutating.some(({ looksAround }) => looksAround) ? whole : '', digest(definitions)].join(' '),
      whole,
      around: once(() =>
        surroundings(
          tree.map(({ object }) => object),
          { placed: true, ...(this.#now !== undefined && { now: this.#now }) },
        ),
      ),
    }
  }

  #verdicts(index: number, admission: Admission): (Outcome & { policy: KnownPolicy })[] {
    const { mutating, judging, whole } = admission
    const known = this.#knownAbout(admission.tree[index]!, admission)
    const mutated = once(() => this.#mutate(index, admission))
    known.mutations ??= mutating.length === 0 ? [] : mutated().outcomes
    const found = known.mutations.map(outcome => ({
      ...outcome,
      policy: mutating.find(({ policy }) => policy === outcome.verdict.policy)!,
    }))
    for (const policy of judging) {
      const key = policy.looksAround ? `${policy.fingerprint} ${whole}` : policy.fingerprint
      let outcome = known.outcomes.get(key)
      if (outcome === undefined) {
        outcome = this.#run(policy, mutated().request, admission)
        known.outcomes.set(key, outcome)
      }
      if (outcome !== null) found.push({ ...outcome, policy })
    }
    return found
  }

  #knownAbout({ oid, object }: TreeFile, { prefix, namespaces }: Admission): Known {
    const namespace = namespaceOf(object)
    const key = `${prefix} ${oid} ${namespaces.get(namespace) ?? namespace}`
    const known = this.#known.get(key) ?? { outcomes: new Map() }
    this.#known.set(key, known)
    return known
  }

  #mutate(index: number, { mutating, around }: Admission): { outcomes: readonly Outcome[]; request: Request } {
    const { stored, context, definitions } = around()
    const request = new Request(stored[index]!, { definitions })
    if (mutating.length === 0) return { outcomes: [], request }
    this.runs += mutating.length
    const { verdicts, object } = admit(
      mutating.map(({ policy }) => policy),
      request,
      context,
    )
    let before: AnyObject = stored[index]!
    const outcomes = verdicts.map(verdict => {
      const after = verdict.mutated ?? before
      const changes = changedPaths(before, after)
      before = after
      return { verdict, changes }
    })
    return { outcomes, request: request.with(object ?? stored[index]!) }
  }

  #run({ policy }: KnownPolicy, request: Request, { around }: Admission): Outcome | null {
    this.runs++
    const verdict = judge(policy, request, around().context)
    return verdict.status === 'none' ? null : { verdict, changes: [] }
  }
}

function digest(files: readonly TreeFile[]): string {
  const hash = createHash('sha256')
  for (const { oid } of files) hash.update(`${oid} `)
  return hash.digest('base64')
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
