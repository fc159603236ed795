import { acts } from './acts.ts'
import { admit } from './judge.ts'
import { definitionsIn } from './resource-name.ts'
import { clusterScopedKinds, inNamespace } from './cluster-scope.ts'
import { isLeftOpen } from './left-open.ts'
import { nameOf, ObjectStore } from './context.ts'
import { objectTitle } from '../manifest/object-key.ts'
import { Request } from './request.ts'
import { withDefaults } from './defaults.ts'
import type { AnyObject } from './request.ts'
import type { Context } from './context.ts'
import type { Definitions } from './resource-name.ts'
import type { Finding } from '../finding/finding.ts'
import type { LocatedObject } from './read-tree.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Policy, Verdict } from './policy.ts'

/** What one policy says about one object of a tree. */
export interface VerdictRow extends LocatedObject {
  readonly verdict: Verdict
}

export interface JudgeTreeOptions {
  /** The time to judge at, RFC 3339. */
  readonly now?: string
  /** Who applies the objects. */
  readonly userInfo?: AnyObject
  /** Whether to fill in fields as the API server does before it asks any policy. @default true */
  readonly defaults?: boolean
  /** Whether what names no namespace lives in none. @default false: it lands in `default` unless its kind is cluster-wide */
  readonly placed?: boolean
}

/** Judges every object of a tree as if it were created in a cluster that holds the rest of the tree. */
export function judgeTree(
  tree: readonly LocatedObject[],
  policies: readonly Policy[],
  options: JudgeTreeOptions = {},
): readonly VerdictRow[] {
  const { userInfo = {} } = options
  const { stored, context, definitions } = surroundings(
    tree.map(({ object }) => object),
    options,
  )
  return tree.flatMap(({ path }, i) => {
    const object = stored[i]!
    const { verdicts } = admit(policies, new Request(object, { userInfo, definitions }), context)
    return verdicts.map(verdict => ({ path, object, verdict }))
  })
}

/** A cluster that holds some objects. */
export interface Surroundings {
  /** The objects as the API server stores them, in the order given. */
  readonly stored: readonly AnyObject[]
  readonly context: Context
  readonly definitions: Definitions
}

export function surroundings(
  given: readonly AnyObject[],
  { defaults = true, placed = false, now }: JudgeTreeOptions = {},
): Surroundings {
  const definitions = definitionsIn(given)
  const custom = clusterScopedKinds(given)
  const complete = (object: AnyObject) => (defaults ? withDefaults(object) : object)
  const stored = given.map(object => (placed ? complete(object) : inNamespace(complete(object), custom)))
  const context: Context = {
    ...(now !== undefined && { now }),
    namespace: namespacesOf(stored),
    objects: new ObjectStore(stored, { definitions }),
    parameters: stored,
  }
  return { stored, context, definitions }
}

/** Namespaces of the tree by name; one that is not there has only its name. */
function namespacesOf(objects: readonly AnyObject[]): (name: string) => AnyObject {
  const known = new Map(objects.filter(({ kind }) => kind === 'Namespace').map(object => [nameOf(object), object]))
  return name => {
    const namespace = known.get(name) ?? withDefaults({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
    known.set(name, namespace)
    return namespace
  }
}

/** A failed or broken judgement as a finding; undefined for the others. Only what is denied is an error. */
export function findingOf({ path, object, verdict }: VerdictRow): Finding | undefined {
  const { policy, status, message, expression } = verdict
  if (status !== 'error' && (status !== 'fail' || acts(policy))) return undefined
  const what = status === 'error' ? `cannot be judged: ${message}` : message
  return {
    rule: policy.name,
    severity: isLeftOpen(verdict)
      ? 'info'
      : status === 'error' || policy.actions.includes('Deny')
        ? 'error'
        : 'warning',
    object: objectTitle(object as Manifest),
    path,
    message: what.replaceAll(/\s*\n\s*/g, ' '),
    fix:
      status === 'error'
        ? 'correct the policy or the object'
        : `meet ${policy.kind} ${policy.name}${expression ? ` (${expression})` : ''} or except the object from it`,
  }
}
