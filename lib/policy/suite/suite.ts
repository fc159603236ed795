import type { AnyObject, Operation } from '../request.ts'
import type { Context } from '../context.ts'
import type { Definitions } from '../resource-name.ts'
import type { Finding } from '../../finding/finding.ts'
import type { Policy } from '../policy.ts'

/** One expectation of a `kyverno-test.yaml`. @see https://kyverno.io/docs/kyverno-cli/reference/kyverno_test/ */
export interface Expectation {
  readonly policy: string
  readonly rule?: string
  readonly kind?: string
  readonly result: string
  /** `name` or `namespace/name`; none means every object that the policy concerns. */
  readonly resources?: readonly string[]
  readonly resourceSpecs?: readonly {
    readonly group?: string
    readonly version?: string
    readonly namespace?: string
    readonly name: string
  }[]
  readonly operation?: Operation
  readonly patchedResources?: string
  readonly failOnMissingResources?: boolean
  readonly generatedResource?: string
  readonly generatedResources?: readonly string[]
}

/** Data that policies judge instead of a Kubernetes object. */
export interface Payload {
  readonly name: string
  readonly mode: 'JSON' | 'HTTP' | 'Envoy'
  readonly data: AnyObject
}

/** A `kyverno-test.yaml` with everything it names, ready to run. */
export interface Suite {
  readonly name: string
  /** The file, as given. */
  readonly path: string
  readonly policies: readonly Policy[]
  /** Names of policies of kinds that are not judged any more. */
  readonly legacy: readonly string[]
  readonly resources: readonly AnyObject[]
  readonly targets: readonly AnyObject[]
  readonly payloads: readonly Payload[]
  readonly context: Context
  readonly definitions: Definitions
  readonly userInfo: AnyObject
  readonly operation: Operation
  readonly subresources: readonly Subresource[]
  readonly expectations: readonly Expectation[]
  /** Objects of the files that expectations name, by file. */
  readonly files: ReadonlyMap<string, readonly AnyObject[]>
  readonly findings: readonly Finding[]
}

/** A kind that is really a part of another one: a Binding of `pods/binding`. */
export interface Subresource {
  readonly apiVersion: string
  readonly kind: string
  readonly parent: { readonly apiVersion: string; readonly kind: string }
  readonly name: string
}

/** What came of one expectation for one object. */
export interface CaseResult {
  readonly suite: string
  readonly path: string
  readonly policy: string
  /** The object as people name it, or the payload. */
  readonly resource: string
  readonly expected: string
  readonly actual: string
  readonly ok: boolean
  /** Why it is not ok; the policy's message where it is. */
  readonly message: string
}
