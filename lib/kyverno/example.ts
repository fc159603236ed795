import type { Manifest } from '../manifest/manifest.ts'
import type { Verdict } from '../policy/policy.ts'

/** One request that a policy is shown as an example: an object, or what else admission sees. */
export interface Example {
  readonly object: Manifest
  readonly oldObject?: Manifest
  /** @default CREATE */
  readonly operation?: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT'
  /** Name of the subresource that is written, e.g. `ephemeralcontainers`. @default the object itself */
  readonly subresource?: string
  /** Labels of the namespace of the object. @default none */
  readonly namespaceLabels?: Readonly<Record<string, string>>
  /** Other objects of the cluster that `resource.Get` and `resource.List` find. @default none */
  readonly cluster?: readonly Manifest[]
  /** The time of the request, RFC 3339, for `time.now()`. @default none: a policy that asks fails */
  readonly now?: string
}

export type AtLeastOne<T> = readonly [T, ...T[]]

/** An example together with what the policy must say of it. */
export interface Expectation {
  /** As in the definition, e.g. `refused[0]`. */
  readonly name: string
  readonly example: Example
  /** What the policy is to do, as a verb: `refuse it`. */
  readonly should: string
  readonly holds: (verdict: Verdict) => boolean
}

/** What a list of examples stands for. */
interface Outcome<E> {
  readonly should: string
  readonly holds: (verdict: Verdict, example: E) => boolean
}

/** The examples of one list, each with the outcome that the list stands for. */
export function expect<E extends Example>(
  list: string,
  examples: readonly E[],
  { should, holds }: Outcome<E>,
): readonly Expectation[] {
  return examples.map((example, i) => ({
    name: `${list}[${i}]`,
    example,
    should,
    holds: verdict => holds(verdict, example),
  }))
}

/** Whether a policy did its work without complaint, or had none to do. */
export function isCalm({ status }: Verdict): boolean {
  return status === 'pass' || status === 'skip' || status === 'none'
}
