import { refusals, type RefusalExamples } from './refusal.ts'
import { kyvernoPolicy } from './kyverno-policy.ts'
import type { AdmissionProps, AuditAnnotation, PolicyDefinition } from './policy-definition.ts'
import { stepIn, type Rollout } from './rollout.ts'
import { autogen, validationActions, type PodController, type Validation } from './validation.ts'

export interface ValidatingPolicyProps extends AdmissionProps {
  readonly validations: readonly [Validation, ...Validation[]]
  readonly rollout: Rollout
  /** @default all that Kyverno knows, where the policy matches pods and nothing else */
  readonly podControllers?: readonly PodController[]
  readonly auditAnnotations?: readonly AuditAnnotation[]
  readonly examples: RefusalExamples
}

/**
 * A `policies.kyverno.io/v1` ValidatingPolicy: refuses, or reports, what breaks a rule.
 * @see https://kyverno.io/docs/policy-types/validating-policy/
 */
export function defineValidatingPolicy(props: ValidatingPolicyProps): PolicyDefinition {
  const { examples, rollout, validations, podControllers, auditAnnotations, ...rest } = props
  return kyvernoPolicy(rest, {
    kind: 'ValidatingPolicy',
    rollout,
    expectations: refusals(examples),
    messages: validations.map(({ message }) => message),
    spec: environment => ({
      validationActions: validationActions[stepIn(environment, rollout).action],
      ...autogen(podControllers),
      validations,
      ...(auditAnnotations && { auditAnnotations }),
    }),
  })
}
