import type { AnyObject, Request } from './request.ts'
import type { Context } from './context.ts'
import type { Manifest } from '../manifest/manifest.ts'

/** `none`: the policy does not concern the object. `skip`: it would, but a match condition or an exception says no. */
export type Status = 'pass' | 'fail' | 'error' | 'skip' | 'none'

/** What one policy says about one request. */
export interface Verdict {
  readonly policy: Policy
  readonly status: Status
  /** Why, in the policy's words where it fails. */
  readonly message: string
  /** Where the expression that decided stands in the policy, as `spec.validations[0].expression`. */
  readonly expression?: string
  readonly auditAnnotations?: Readonly<Record<string, string>>
  /** Exceptions that made it skip or pass, as `namespace/name`. */
  readonly exceptions?: readonly string[]
  /** The object after a mutating policy; the same object where it changed nothing. */
  readonly mutated?: AnyObject
  /** What a generating policy would create. */
  readonly generated?: readonly AnyObject[]
}

/** What a policy's expressions were worth for one request, for `explain`. */
export interface Step {
  readonly expression: string
  readonly source: string
  readonly value?: unknown
  readonly error?: string
}

/** The part of a policy for some kinds of objects: as written, or as autogen rewrote it for pod controllers. */
export interface Rule {
  readonly matches: (request: Request, namespace: AnyObject | undefined) => boolean
  readonly judge: (request: Request, context: Context) => Omit<Verdict, 'policy'>
  readonly explain: (request: Request, context: Context) => readonly Step[]
}

/** A policy that was read, checked and compiled once. */
export interface Policy {
  readonly kind: string
  readonly name: string
  /** The namespace it is confined to, for namespaced kinds. */
  readonly namespace?: string
  /** What happens on a failure: Deny, Audit, Warn. */
  readonly actions: readonly string[]
  /** What it judges: `Kubernetes` objects, or payloads: JSON, HTTP, Envoy. */
  readonly mode: string
  readonly manifest: Manifest
  readonly rules: readonly Rule[]
  /** A mutating policy that changes existing objects too, when a request triggers it. */
  readonly targets?: TargetRule
}

/** How a mutating policy finds and changes objects other than the one of the request. */
export interface TargetRule {
  readonly matches: (target: Request, trigger: Request, context: Context) => boolean
  readonly judge: (target: Request, trigger: Request, context: Context) => Omit<Verdict, 'policy'>
}
