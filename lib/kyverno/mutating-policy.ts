import { isDeepStrictEqual } from 'node:util'
import type { Manifest } from '../manifest/manifest.ts'
import { expect, isCalm, type AtLeastOne, type Example } from './example.ts'
import { kyvernoPolicy } from './kyverno-policy.ts'
import type { AdmissionProps, PolicyDefinition } from './policy-definition.ts'
import { autogen, type PodController } from './validation.ts'

/** One change: `apply` is CEL of type `Object{…}` that is merged in, `patch` CEL that gives a list of `JSONPatch{…}`. */
export type Mutation = { readonly apply: string } | { readonly patch: string }

/** An example with the object as the policy leaves it. */
export interface ChangedExample extends Example {
  readonly becomes: Manifest
}

export interface MutatingPolicyProps extends AdmissionProps {
  readonly mutations: AtLeastOne<Mutation>
  /** @default all that Kyverno knows, where the policy matches pods and nothing else */
  readonly podControllers?: readonly PodController[]
  /** Whether objects that are there already are changed too. @default false */
  readonly existing?: boolean
  readonly examples: { readonly changed: AtLeastOne<ChangedExample>; readonly unchanged: AtLeastOne<Example> }
}

/**
 * A `policies.kyverno.io/v1` MutatingPolicy: changes objects at admission. Only for objects that git does not own: an
 * engine undoes what differs from git.
 * @see https://kyverno.io/docs/policy-types/mutating-policy/
 */
export function defineMutatingPolicy(props: MutatingPolicyProps): PolicyDefinition {
  const { examples, mutations, podControllers, existing = false, ...rest } = props
  return kyvernoPolicy(rest, {
    kind: 'MutatingPolicy',
    ...(existing && { role: { controller: 'background', kinds: rest.match.kinds, verbs: ['update', 'patch'] } }),
    expectations: [
      ...expect('changed', examples.changed, {
        should: 'change it as shown',
        holds: ({ mutated }, { becomes }) => isDeepStrictEqual(mutated, becomes),
      }),
      ...expect('unchanged', examples.unchanged, {
        should: 'leave it unchanged',
        holds: (verdict, { object }) => isCalm(verdict) && isDeepStrictEqual(verdict.mutated ?? object, object),
      }),
    ],
    spec: () => ({
      ...autogen(podControllers),
      ...(existing && { evaluation: { mutateExisting: { enabled: true } } }),
      mutations: mutations.map(written),
    }),
  })
}

function written(mutation: Mutation): object {
  return 'apply' in mutation
    ? { patchType: 'ApplyConfiguration', applyConfiguration: { expression: mutation.apply } }
    : { patchType: 'JSONPatch', jsonPatch: { expression: mutation.patch } }
}
