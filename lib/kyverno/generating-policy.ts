import { isDeepStrictEqual } from 'node:util'
import type { Manifest } from '../manifest/manifest.ts'
import { expect, isCalm, type AtLeastOne, type Example } from './example.ts'
import { kyvernoPolicy } from './kyverno-policy.ts'
import type { KindName } from './match.ts'
import type { AdmissionProps, PolicyDefinition } from './policy-definition.ts'

/** An example with the objects that the policy creates for it. */
export interface GeneratingExample extends Example {
  readonly creates: AtLeastOne<Manifest>
}

export interface GeneratingPolicyProps extends AdmissionProps {
  /** CEL of type bool that creates objects: `generator.Apply(namespace, [object, …])`. */
  readonly generate: AtLeastOne<string>
  /** Kinds of what it creates: Kyverno gets the right to. */
  readonly kinds: AtLeastOne<KindName>
  /** Whether what was created follows its source afterwards, and goes with it. @default false */
  readonly synchronize?: boolean
  /** Whether it also creates for objects that are there already. @default false */
  readonly existing?: boolean
  readonly examples: { readonly creating: AtLeastOne<GeneratingExample>; readonly idle: AtLeastOne<Example> }
}

/**
 * A `policies.kyverno.io/v1` GeneratingPolicy: creates objects when others appear. Only what is not in git: an object has
 * one owner.
 * @see https://kyverno.io/docs/policy-types/generating-policy/
 */
export function defineGeneratingPolicy(props: GeneratingPolicyProps): PolicyDefinition {
  const { examples, generate, kinds, synchronize = false, existing = false, ...rest } = props
  return kyvernoPolicy(rest, {
    kind: 'GeneratingPolicy',
    role: { controller: 'background', kinds, verbs: ['create', 'update', 'patch', 'delete'] },
    expectations: [
      ...expect('creating', examples.creating, {
        should: 'create what is shown',
        holds: ({ generated }, { creates }) => isDeepStrictEqual(generated, creates),
      }),
      ...expect('idle', examples.idle, {
        should: 'create nothing',
        holds: verdict => isCalm(verdict) && (verdict.generated ?? []).length === 0,
      }),
    ],
    spec: () => ({
      ...((synchronize || existing) && {
        evaluation: {
          ...(synchronize && { synchronize: { enabled: true } }),
          ...(existing && { generateExisting: { enabled: true } }),
        },
      }),
      generate: generate.map(expression => ({ expression })),
    }),
  })
}
