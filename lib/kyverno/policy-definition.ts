import type { Environment } from '../fleet/environment.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { ControlId } from '../compliance/frameworks.ts'
import type { Expectation } from './example.ts'
import type { MatchProps } from './match.ts'
import type { Rollout } from './rollout.ts'

export type Severity = 'low' | 'medium' | 'high' | 'critical'

/** A CEL expression with a name: a variable (`variables.<name>`) or a match condition. */
export interface NamedExpression {
  readonly name: string
  readonly expression: string
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
  /** Compliance controls it is evidence for. @default none */
  readonly controls?: readonly ControlId[]
  /** The one namespace whose objects it concerns: it becomes the Namespaced twin of its kind. @default every namespace */
  readonly namespace?: string
  readonly match: MatchProps
  /** CEL, evaluated when used, in this order. @default none */
  readonly variables?: readonly NamedExpression[]
}

/** What the kinds that are asked at admission have besides. */
export interface AdmissionProps extends PolicyProps {
  /** CEL; all must hold, or the policy does not apply. @default none */
  readonly matchConditions?: readonly NamedExpression[]
}

/** A value that is reported with a verdict; CEL of type string. */
export interface AuditAnnotation {
  readonly key: string
  readonly valueExpression: string
}

/** A policy of any kind: what it says of itself, what it promises of its examples, and how it is written down. */
export interface PolicyDefinition extends PolicyProps {
  /** Kind of the object, e.g. `NamespacedMutatingPolicy`. */
  readonly kind: string
  /** Absent for kinds that refuse nothing. */
  readonly rollout?: Rollout
  readonly expectations: readonly Expectation[]
  /** Messages that somebody gets to read. */
  readonly messages: readonly string[]
  /** The policy itself, then what it cannot do without, as an environment gets them. */
  readonly manifests: (environment: Environment) => readonly [Manifest, ...Manifest[]]
}
