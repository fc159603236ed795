import type { PolicyDefinition } from './policy-definition.ts'

/** Policies that go from environment to environment together. */
export interface Bundle<V extends string = string> {
  /** SemVer: major where objects that passed may fail, minor where a policy only reports at first. */
  readonly version: V
  readonly policies: readonly PolicyDefinition[]
}

export interface Predecessor<V extends string> {
  readonly version: V
  /** Policies that came later. @default none */
  readonly without?: readonly PolicyDefinition[]
  /** Policies of the same names as they were; or that have gone since. @default none */
  readonly as?: readonly PolicyDefinition[]
}

/** The bundle as it was before: what the newer one changed is written here, so that policies are written once. */
export function bundleBefore<const V extends string>(
  newer: Bundle,
  { version, without = [], as = [] }: Predecessor<V>,
): Bundle<V> {
  const old = new Map(as.map(policy => [policy.name, policy]))
  const kept = newer.policies.filter(policy => !without.includes(policy))
  const changed = kept.map(policy => old.get(policy.name) ?? policy)
  const gone = as.filter(({ name }) => !kept.some(policy => policy.name === name))
  return { version, policies: [...changed, ...gone] }
}
