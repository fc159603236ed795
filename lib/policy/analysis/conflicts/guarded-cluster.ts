import { judge } from '../../judge.ts'
import { objectTitle } from '../../../manifest/object-key.ts'
import { probes } from './probes.ts'
import { Request } from '../../request.ts'
import { surroundings, type Surroundings } from '../../judge-tree.ts'
import type { AnyObject } from '../../request.ts'
import type { ClusterTree } from '../cluster-tree.ts'
import type { Finding } from '../../../finding/finding.ts'
import type { Judgement, TreeVerdicts } from '../tree-judge.ts'
import type { KnownPolicy } from '../policy-loader.ts'
import type { Manifest } from '../../../manifest/manifest.ts'
import type { Verdict } from '../../policy.ts'

/** An object to try policies on: one of git, or a probe. */
export interface Specimen {
  /** As written. */
  readonly given: AnyObject
  /** As the API server stores it. */
  readonly stored: AnyObject
  /** For people: `Deployment shop/api`, `a plain Deployment`. */
  readonly title: string
}

/** A cluster with its policies and what they say, as analyses of conflicts take it. */
export interface GuardedCluster {
  readonly cluster: string
  readonly tree: ClusterTree
  readonly policies: readonly KnownPolicy[]
  readonly judgements: readonly Judgement[]
  readonly specimens: readonly Specimen[]
  /** What a policy says of an object, whatever stands in the way at admission. */
  readonly ask: (policy: KnownPolicy, object: AnyObject) => Verdict
}

export function guardedCluster(tree: ClusterTree, { policies, judgements }: TreeVerdicts, now: string): GuardedCluster {
  const { cluster, files } = tree
  const given = files.map(({ object }) => object)
  const plain = probes(policies.map(({ policy }) => policy))
  const around = surroundings(given, { placed: true, now })
  const { stored } = surroundings(plain, { placed: true })
  const specimens = [
    ...given.map((object, i) => ({ given: object, stored: around.stored[i]!, title: objectTitle(object as Manifest) })),
    ...plain.map((object, i) => ({ given: object, stored: stored[i]!, title: `a plain ${String(object.kind)}` })),
  ]
  return { cluster, tree, policies, judgements, specimens, ask: asker(around) }
}

function asker({ context, definitions }: Surroundings): GuardedCluster['ask'] {
  return ({ policy }, object) => judge(policy, new Request(object, { definitions }), context)
}

/** A finding about a policy of a cluster. */
export function policyFinding(
  { cluster }: GuardedCluster,
  { policy, file }: KnownPolicy,
  finding: Pick<Finding, 'rule' | 'severity' | 'message' | 'fix'>,
): Finding {
  return { ...finding, object: `${cluster}: ${objectTitle(policy.manifest)}`, path: file.path }
}
