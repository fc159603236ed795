import type { AnyObject } from '../request.ts'
import type { Expectation } from './suite.ts'

/** A `kyverno-test.yaml` as it is written. @see https://kyverno.io/docs/kyverno-cli/reference/kyverno_test/ */
export interface TestFile {
  readonly name?: string
  readonly metadata?: { readonly name?: string }
  readonly policies?: readonly string[]
  readonly exceptions?: readonly string[]
  readonly resources?: readonly string[]
  readonly targetResources?: readonly string[]
  readonly paramResources?: readonly string[]
  readonly clusterResources?: readonly string[]
  readonly jsonPayload?: string
  readonly jsonPayloads?: readonly string[]
  readonly httpPayloads?: readonly string[]
  readonly envoyPayloads?: readonly string[]
  readonly variables?: string
  readonly values?: Values
  readonly userinfo?: string
  readonly context?: string
  readonly apiCallResponses?: readonly ApiCallResponse[]
  readonly globalContextEntries?: readonly GlobalContextEntry[]
  readonly results?: readonly Expectation[]
}

/** The file that `variables` names. */
export interface Values {
  readonly globalValues?: Readonly<Record<string, unknown>>
  readonly namespaceSelector?: readonly { readonly name: string; readonly labels?: AnyObject }[]
  readonly namespaces?: readonly AnyObject[]
  readonly subresources?: readonly { readonly subresource: ApiResource; readonly parentResource: ApiResource }[]
}

interface ApiResource {
  readonly group?: string
  readonly version: string
  readonly kind: string
  readonly name: string
}

export interface ApiCallResponse {
  readonly url?: string
  readonly urlPath?: string
  readonly method?: string
  readonly response: { readonly statusCode?: number; readonly body?: unknown }
}

export interface GlobalContextEntry {
  readonly name: string
  readonly data?: unknown
  readonly resources?: readonly AnyObject[]
  readonly resourceFiles?: readonly string[]
  readonly fieldPath?: string
  readonly projections?: readonly { readonly name: string; readonly path: string }[]
}

/** The file that `context` names. */
export interface ContextFile {
  readonly spec?: {
    readonly resources?: readonly AnyObject[]
    readonly images?: readonly (AnyObject & { readonly image: string })[]
  }
}

/** A file that `clusterResources` names. */
export interface ClusterResource {
  readonly spec?: { readonly resources?: readonly AnyObject[]; readonly crds?: readonly string[] }
}
