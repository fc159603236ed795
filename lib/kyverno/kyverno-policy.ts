import type { Environment } from '../fleet/environment.ts'
import { controllerRole, type ControllerRole } from './controller-role.ts'
import { matchConstraints } from './match.ts'
import type { Expectation } from './example.ts'
import type { AdmissionProps, PolicyDefinition, PolicyProps } from './policy-definition.ts'
import { policyMetadata } from './policy-metadata.ts'
import type { Rollout } from './rollout.ts'

interface KyvernoPolicy {
  /** Of the cluster-wide twin. */
  readonly kind: string
  readonly expectations: readonly Expectation[]
  readonly messages?: readonly string[]
  readonly rollout?: Rollout
  /** What Kyverno's controllers must be allowed for it. @default nothing */
  readonly role?: Omit<ControllerRole, 'policy'>
  /** What the kind has besides what and when it matches. */
  readonly spec: (environment: Environment) => object
}

/** The definition of a policy of the group policies.kyverno.io, confined to a namespace where its author says so. */
export function kyvernoPolicy(
  props: PolicyProps & Pick<AdmissionProps, 'matchConditions'>,
  { kind, expectations, messages = [], rollout, role, spec }: KyvernoPolicy,
): PolicyDefinition {
  const { namespace, match, matchConditions, variables } = props
  const definition = {
    ...props,
    kind: namespace === undefined ? kind : `Namespaced${kind}`,
    expectations,
    messages,
    ...(rollout && { rollout }),
  }
  return {
    ...definition,
    manifests: environment => [
      {
        apiVersion: 'policies.kyverno.io/v1',
        kind: definition.kind,
        metadata: policyMetadata(definition, environment),
        spec: {
          matchConstraints: matchConstraints(match),
          ...(matchConditions && { matchConditions }),
          ...(variables && { variables }),
          ...spec(environment),
        },
      },
      ...(role ? [controllerRole({ policy: props.name, ...role })] : []),
    ],
  }
}
