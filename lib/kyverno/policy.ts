import type { Manifest } from '../manifest/manifest.ts'
import type { MatchProps } from './match.ts'
import type { Rollout } from './rollout.ts'

export type Severity = 'low' | 'medium' | 'high' | 'critical'

/** A CEL expression with a name: a variable (`variables.<name>`) or a match condition. */
export interface NamedExpression {
  readonly name: string
  readonly expression: string
}

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
}

/** What every policy says of itself, whatever its kind. */
export interface PolicyProps {
  /** Name of the object; a DNS label. */
  readonly name: string
  readonly title: string
  /** Why the policy exists and what to do about a breach, for people. */
  readonly description: string
  readonly category: string
  readonly severity: Severity
  /** Ids of compliance controls it is evidence for, e.g. `SOC2/CC6.1`. @default none */
  readonly controls?: readonly string[]
  readonly match: MatchProps
  /** CEL; all must hold, or the policy does not apply. @default none */
  readonly matchConditions?: readonly NamedExpression[]
  /** CEL, evaluated when used, in this order. @default none */
  readonly variables?: readonly NamedExpression[]
}

/** One thing that must hold, and what to tell who breaks it. */
export interface Validation {
  /** CEL of type bool. */
  readonly expression: string
  readonly message: string
  /** CEL of type string; wins over `message` where it evaluates. */
  readonly messageExpression?: string
}

export interface ValidatingPolicyProps extends PolicyProps {
  readonly validations: readonly [Validation, ...Validation[]]
  readonly rollout: Rollout
  /** Pod controllers a Pod policy also applies to. @default all that Kyverno knows */
  readonly podControllers?: readonly (
    'deployments' | 'statefulsets' | 'daemonsets' | 'jobs' | 'cronjobs' | 'replicasets'
  )[]
  readonly auditAnnotations?: readonly { readonly key: string; readonly valueExpression: string }[]
  readonly examples: {
    readonly allowed: readonly [Example, ...Example[]]
    readonly refused: readonly [Example, ...Example[]]
  }
}
