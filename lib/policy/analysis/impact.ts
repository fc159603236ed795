import { isDeepStrictEqual } from 'node:util'
import { isLeftOpen } from '../left-open.ts'
import { objectKey } from '../../manifest/object-key.ts'
import type { ClusterTree, TreeFile } from './cluster-tree.ts'
import type { Judgement } from './tree-judge.ts'
import type { Manifest } from '../../manifest/manifest.ts'

/** Clusters at one moment, and what their policies say about them. */
export interface Side {
  readonly trees: readonly ClusterTree[]
  readonly judgements: readonly Judgement[]
}

/** What a policy makes of an object, from the best to the worst. */
export const outcomes = ['accepted', 'audited', 'warned', 'refused', 'deleted'] as const

export type Outcome = (typeof outcomes)[number]

/** One policy and one object, between which something else happens on each side. */
export interface Transition {
  readonly change: 'newly fails' | 'newly passes' | 'newly mutated' | 'no longer mutated'
  readonly cluster: string
  /** The later judgement; the earlier one where the policy does not meet the object any more. */
  readonly judgement: Judgement
  readonly from: Outcome
  readonly to: Outcome
  /**
   * What differs between the sides: `object added`, `policy changed` and the like; `surroundings` for an exception, a Namespace
   * or another object that the policy reads.
   */
  readonly because: string
}

/** What changes for objects when one side replaces the other. The other way round, what newly fails is what newly passes. */
export function impact(before: Side, after: Side): Transition[] {
  const [earlier, later] = [indexed(before), indexed(after)]
  const pairs = new Set([...later.judgements.keys(), ...earlier.judgements.keys()])
  return [...pairs].flatMap(pair => {
    const [old, now] = [earlier.judgements.get(pair), later.judgements.get(pair)]
    return old === now ? [] : between(old, now).map(part => ({ ...part, because: cause(now ?? old!, earlier, later) }))
  })
}

interface Indexed {
  readonly judgements: ReadonlyMap<string, Judgement>
  /** Ids of the bytes of all objects. */
  readonly oids: ReadonlyMap<string, string>
}

function indexed({ trees, judgements }: Side): Indexed {
  return {
    judgements: new Map(judgements.map(judgement => [pairOf(judgement), judgement])),
    oids: new Map(trees.flatMap(({ cluster, files }) => files.map(file => [keyOf(cluster, file), file.oid] as const))),
  }
}

function keyOf(cluster: string, { object }: TreeFile): string {
  return `${cluster} ${objectKey(object as Manifest)}`
}

function pairOf({ cluster, file, policy }: Judgement): string {
  return `${keyOf(cluster, file)} ${keyOf('', policy.file)}`
}

function between(old: Judgement | undefined, now: Judgement | undefined): Omit<Transition, 'because'>[] {
  const judgement = (now ?? old)!
  const [from, to] = [outcomeOf(old), outcomeOf(now)]
  const rest = { cluster: judgement.cluster, judgement, from, to }
  const worse = outcomes.indexOf(to) - outcomes.indexOf(from)
  const [earlier, later] = [old?.changes ?? [], now?.changes ?? []]
  return [
    ...(worse === 0 ? [] : [{ ...rest, change: worse > 0 ? 'newly fails' : 'newly passes' } as const]),
    ...(isDeepStrictEqual(earlier, later)
      ? []
      : [{ ...rest, change: later.length > 0 ? 'newly mutated' : 'no longer mutated' } as const]),
  ]
}

/** Under several actions the strictest one counts; a policy that breaks on an object refuses it as a failure would. */
export function outcomeOf(judgement: Judgement | undefined): Outcome {
  if (judgement === undefined || isLeftOpen(judgement.verdict)) return 'accepted'
  const { status, policy } = judgement.verdict
  if (/^(Namespaced)?DeletingPolicy$/.test(policy.kind)) return status === 'pass' ? 'deleted' : 'accepted'
  if ((status !== 'fail' && status !== 'error') || /^(Namespaced)?GeneratingPolicy$/.test(policy.kind))
    return 'accepted'
  if (policy.actions.includes('Deny')) return 'refused'
  return policy.actions.includes('Warn') ? 'warned' : 'audited'
}

function cause({ cluster, file, policy }: Judgement, earlier: Indexed, later: Indexed): string {
  const difference = (what: string, each: TreeFile) => {
    const [old, now] = [earlier.oids.get(keyOf(cluster, each)), later.oids.get(keyOf(cluster, each))]
    if (old === now) return []
    return [`${what} ${old === undefined ? 'added' : now === undefined ? 'removed' : 'changed'}`]
  }
  return [...difference('object', file), ...difference('policy', policy.file)].join(', ') || 'surroundings'
}
