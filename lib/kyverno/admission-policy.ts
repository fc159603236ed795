import { matchConstraints } from './match.ts'
import type { AdmissionProps, AuditAnnotation, PolicyDefinition } from './policy-definition.ts'
import { policyMetadata } from './policy-metadata.ts'
import { refusals, type RefusalExamples } from './refusal.ts'
import { stepIn, type Rollout } from './rollout.ts'
import { validationActions, type Validation } from './validation.ts'

export interface AdmissionPolicyProps extends Omit<AdmissionProps, 'namespace'> {
  readonly validations: readonly [Validation, ...Validation[]]
  readonly rollout: Rollout
  readonly auditAnnotations?: readonly AuditAnnotation[]
  readonly examples: RefusalExamples
}

const apiVersion = 'admissionregistration.k8s.io/v1'
const kind = 'ValidatingAdmissionPolicy'

/**
 * A ValidatingAdmissionPolicy with the binding of the same name: the API server judges it itself, so it also holds while
 * Kyverno is down.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function defineAdmissionPolicy({ examples, ...props }: AdmissionPolicyProps): PolicyDefinition {
  const { name, rollout, validations } = props
  const definition = {
    ...props,
    kind,
    expectations: refusals(examples),
    messages: validations.map(({ message }) => message),
  }
  return {
    ...definition,
    manifests: environment => [
      { apiVersion, kind, metadata: policyMetadata(definition, environment), spec: specOf(props) },
      {
        apiVersion,
        kind: `${kind}Binding`,
        metadata: { name },
        spec: { policyName: name, validationActions: validationActions[stepIn(environment, rollout).action] },
      },
    ],
  }
}

function specOf(props: Omit<AdmissionPolicyProps, 'examples'>): object {
  const { validations, auditAnnotations, match, matchConditions, variables } = props
  return {
    failurePolicy: 'Fail',
    matchConstraints: matchConstraints(match),
    ...(matchConditions && { matchConditions }),
    ...(variables && { variables }),
    validations,
    ...(auditAnnotations && { auditAnnotations }),
  }
}
