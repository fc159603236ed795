import { ApiObject } from 'cdk8s'
import { Construct } from 'constructs'
import type { Environment } from '../fleet/environment.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { loadPolicies } from '../policy/load-policies.ts'
import { matchConstraints } from './match.ts'
import type { ValidatingPolicyProps } from './policy.ts'
import { policyMetadata } from './policy-metadata.ts'
import { rolloutProblems, stepIn, type PolicyAction } from './rollout.ts'

/** Kyverno takes Warn together with Audit, so that a warned breach is reported too; Deny stands alone. */
const validationActions: Readonly<Record<PolicyAction, readonly PolicyAction[]>> = {
  Audit: ['Audit'],
  Warn: ['Warn', 'Audit'],
  Deny: ['Deny'],
}

export interface PolicyPlacement<P> {
  readonly policy: P
  /** Where it lands: decides the action in force. */
  readonly environment: Environment
}

/** The definition of a validating policy, checked by the compiler; data until a construct renders it. */
export function defineValidatingPolicy(policy: ValidatingPolicyProps): ValidatingPolicyProps {
  return policy
}

/** The manifest of a validating policy as one environment gets it. */
export function validatingPolicyManifest({ policy, environment }: PolicyPlacement<ValidatingPolicyProps>): Manifest {
  const { action, since } = stepIn(environment, policy.rollout)
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: policyMetadata(policy, { 'waybill.dev/action-since': since }),
    spec: {
      validationActions: validationActions[action],
      matchConstraints: matchConstraints(policy.match),
      ...(policy.podControllers && { autogen: { podControllers: { controllers: policy.podControllers } } }),
      ...(policy.matchConditions && { matchConditions: policy.matchConditions }),
      ...(policy.variables && { variables: policy.variables }),
      validations: policy.validations,
      ...(policy.auditAnnotations && { auditAnnotations: policy.auditAnnotations }),
    },
  }
}

/**
 * A `policies.kyverno.io/v1` ValidatingPolicy for one environment. Its CEL is compiled when it is made: a typo is refused
 * with its column.
 * @see https://kyverno.io/docs/policy-types/validating-policy/
 */
export class ValidatingPolicy extends Construct {
  constructor(scope: Construct, id: string, placement: PolicyPlacement<ValidatingPolicyProps>) {
    super(scope, id)
    const { policy } = placement
    const manifest = validatingPolicyManifest(placement)
    new ApiObject(this, 'Resource', { ...manifest })
    this.node.addValidation({
      validate: () => [
        ...rolloutProblems(policy.rollout).map(problem => `policy "${policy.name}" ${problem}`),
        ...loadPolicies([manifest]).findings.map(({ message }) => `policy "${policy.name}" ${message}`),
      ],
    })
  }
}
