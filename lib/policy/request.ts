import { resourceOf } from './resource-name.ts'
import { toCel } from '../cel/json.ts'
import type { Definitions, Resource } from './resource-name.ts'
import type { Fields, Value } from '../cel/value.ts'

/** An object of any shape: what is judged need not be a sound manifest. */
export type AnyObject = Readonly<Record<string, unknown>>

export type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT'

export interface RequestOptions {
  /** @default CREATE */
  readonly operation?: Operation
  /** The object as it was. @default the object itself for UPDATE and DELETE */
  readonly oldObject?: AnyObject
  /** Who asks: username, uid, groups, extra. */
  readonly userInfo?: AnyObject
  /** `pods/exec` style requests: the parent's resource and the subresource. */
  readonly subresource?: { readonly apiVersion: string; readonly kind: string; readonly name: string }
  readonly definitions?: Definitions
  /** The object is no Kubernetes object but data for policies of this evaluation mode. */
  readonly payload?: 'JSON' | 'HTTP' | 'Envoy'
}

/** One admission request; what CEL sees of it is computed once, whatever the number of policies. */
export class Request {
  readonly operation: Operation
  /** The object as judged; undefined for DELETE. */
  readonly object: AnyObject | undefined
  readonly oldObject: AnyObject | undefined
  readonly resource: Resource
  readonly subresource: string
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly userInfo: AnyObject
  /** The same for all requests that resource rules cannot tell apart. */
  readonly key: string
  readonly #options: RequestOptions
  #object: Value
  #oldObject: Value
  #request: Fields | undefined

  constructor(object: AnyObject, options: RequestOptions = {}) {
    const { operation = 'CREATE', subresource, userInfo = {} } = options
    this.#options = options
    this.operation = operation
    this.object = operation === 'DELETE' ? undefined : object
    this.oldObject = options.oldObject ?? (operation === 'CREATE' ? undefined : object)
    const metadata = (object.metadata ?? {}) as AnyObject
    this.apiVersion = text(object.apiVersion)
    this.kind = text(object.kind)
    this.name = text(metadata.name)
    this.namespace = text(metadata.namespace)
    this.subresource = subresource?.name ?? ''
    this.resource = resourceOf(
      subresource?.apiVersion ?? this.apiVersion,
      subresource?.kind ?? this.kind,
      options.definitions,
    )
    this.userInfo = userInfo
    const { group, version, plurals } = this.resource
    this.key = [operation, group, version, plurals[0], this.subresource, this.namespace === '' ? 'c' : 'n'].join(' ')
  }

  /** Labels of the object, or of the one that is deleted. */
  get labels(): Readonly<Record<string, string>> {
    return labelsOf(this.object ?? this.oldObject)
  }

  /** The same request for another state of the object, as the next mutating policy leaves it. */
  with(object: AnyObject): Request {
    return new Request(object, this.#options)
  }

  get payload(): RequestOptions['payload'] {
    return this.#options.payload
  }

  get definitions(): Definitions {
    return this.#options.definitions ?? new Map()
  }

  get celObject(): Value {
    return (this.#object ??= this.object === undefined ? null : toCel(this.object))
  }

  get celOldObject(): Value {
    return (this.#oldObject ??= this.oldObject === undefined ? null : toCel(this.oldObject))
  }

  /** https://kubernetes.io/docs/reference/config-api/apiserver-admission.v1/ */
  get celRequest(): Fields {
    return (this.#request ??= describe(this))
  }
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function labelsOf(object: AnyObject | undefined): Readonly<Record<string, string>> {
  return ((object?.metadata as AnyObject | undefined)?.labels ?? {}) as Record<string, string>
}

function describe(request: Request): Fields {
  const { group, version, plurals } = request.resource
  const kind = { group, version, kind: request.kind }
  const resource = { group, version, resource: plurals[0]! }
  return {
    uid: '',
    kind,
    resource,
    requestKind: kind,
    requestResource: resource,
    ...(request.subresource !== '' && { subResource: request.subresource, requestSubResource: request.subresource }),
    ...(request.name !== '' && { name: request.name }),
    ...(request.namespace !== '' && { namespace: request.namespace }),
    operation: request.operation,
    userInfo: toCel(request.userInfo),
    object: request.celObject,
    oldObject: request.celOldObject,
    dryRun: false,
    options: null,
  }
}
