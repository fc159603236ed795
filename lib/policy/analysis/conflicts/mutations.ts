import { changedPaths, type Change } from '../changed-paths.ts'
import { isMutating } from '../../judge.ts'
import type { AnyObject } from '../../request.ts'
import type { GuardedCluster, Specimen } from './guarded-cluster.ts'
import type { KnownPolicy } from '../policy-loader.ts'

/** What one mutating policy, alone, does to one object. */
export interface Mutation {
  readonly by: KnownPolicy
  readonly specimen: Specimen
  readonly after: AnyObject
  /** Never empty. */
  readonly changes: readonly Change[]
}

const known = new WeakMap<GuardedCluster, readonly Mutation[]>()

/** Everything that the mutating policies of a cluster do, each on its own; found out once. */
export function mutationsIn(guarded: GuardedCluster): readonly Mutation[] {
  const mutations =
    known.get(guarded) ??
    guarded.policies.filter(({ policy }) => isMutating(policy)).flatMap(by => mutationsBy(by, guarded))
  known.set(guarded, mutations)
  return mutations
}

function mutationsBy(by: KnownPolicy, { specimens, ask }: GuardedCluster): Mutation[] {
  return specimens.flatMap(specimen => {
    const after = ask(by, specimen.stored).mutated ?? specimen.stored
    const changes = changedPaths(specimen.stored, after)
    return changes.length === 0 ? [] : [{ by, specimen, after, changes }]
  })
}
