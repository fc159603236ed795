import { expect, type AtLeastOne, type Example } from './example.ts'
import { kyvernoPolicy } from './kyverno-policy.ts'
import type { NamedExpression, PolicyDefinition, PolicyProps } from './policy-definition.ts'

export interface DeletingPolicyProps extends PolicyProps {
  /** When it looks, as five cron fields in UTC. */
  readonly schedule: string
  /** CEL; an object for which all hold is deleted. */
  readonly conditions: AtLeastOne<NamedExpression>
  /** What becomes of objects owned by a deleted one. @default as the API server does for the kind */
  readonly propagation?: 'Foreground' | 'Background' | 'Orphan'
  readonly examples: { readonly deleted: AtLeastOne<Example>; readonly kept: AtLeastOne<Example> }
}

/**
 * A `policies.kyverno.io/v1` DeletingPolicy: deletes, on a schedule, what nobody needs any more.
 * @see https://kyverno.io/docs/policy-types/deleting-policy/
 */
export function defineDeletingPolicy(props: DeletingPolicyProps): PolicyDefinition {
  const { examples, schedule, conditions, propagation, ...rest } = props
  return kyvernoPolicy(rest, {
    kind: 'DeletingPolicy',
    role: { controller: 'cleanup', kinds: rest.match.kinds, verbs: ['delete'] },
    expectations: [
      ...expect('deleted', examples.deleted, { should: 'delete it', holds: ({ status }) => status === 'pass' }),
      ...expect('kept', examples.kept, { should: 'keep it', holds: ({ status }) => status === 'fail' }),
    ],
    spec: () => ({ schedule, conditions, ...(propagation && { deletionPropagationPolicy: propagation }) }),
  })
}
