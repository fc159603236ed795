import { CelError } from '../cel/cel-error.ts'
import { toCel, toJson } from '../cel/json.ts'
import { parseTimestamp } from '../cel/time.ts'
import { CelObject, isMap, lookup } from '../cel/value.ts'
import { resourceOf } from './resource-name.ts'
import type { AnyObject } from './request.ts'
import type { Context } from './context.ts'
import type { Definition } from '../cel/function-table.ts'
import type { Frame } from '../cel/code.ts'
import type { Fields, Value } from '../cel/value.ts'

/** A variable whose methods look things up: `resource`, `http`, `image`, `globalContext`, `generator`. */
export class Host extends CelObject {
  readonly celType: string
  readonly context: Context
  /** The namespace of a namespaced policy, which sees nothing else. */
  readonly namespace: string | undefined
  /** What `generator.Apply` was asked to create. */
  readonly generated: AnyObject[] = []

  constructor(type: string, context: Context, namespace?: string) {
    super()
    this.celType = type
    this.context = context
    this.namespace = namespace
  }
}

type Labels = Readonly<Record<string, string>>

function listIn(
  { context: { objects } }: Host,
  [apiVersion, plural]: readonly string[],
  scope: { namespace: string; labels?: Labels },
): Value {
  const items = objects?.list(apiVersion!, plural!, scope)
  if (items === undefined)
    throw new CelError(`failed to list resource: ${plural} of ${apiVersion} is not among the objects given`)
  return { apiVersion, kind: 'List', metadata: {}, items: items.map(celOf) }
}

function getIn(
  { context: { objects } }: Host,
  [apiVersion, plural]: readonly string[],
  at: { namespace: string; name: string },
): Value {
  const found = objects?.get(apiVersion!, plural!, at)
  return found === undefined ? null : celOf(found)
}

const converted = new WeakMap<AnyObject, Value>()

/** Objects of a store are looked up again for every object that is judged: each is converted once. */
function celOf(object: AnyObject): Value {
  const value = converted.get(object) ?? toCel(object)
  converted.set(object, value)
  return value
}

function own(host: Host): string {
  if (host.namespace === undefined) throw new CelError('name the namespace: only namespaced policies may leave it out')
  return host.namespace
}

function gvr(_: Host, apiVersion: string, kind: string): Fields {
  return { apiVersion, resource: resourceOf(apiVersion, kind).plurals[0]! }
}

const path = (resource: Fields) => [resource.apiVersion as string, resource.resource as string]

/** Both spellings: `Get` as of old, `get` since Kyverno 1.18. */
function both([signature, handler, framed]: Definition): Definition[] {
  const lower = signature.replace(
    /\.([A-Z])(\w*)\(/,
    (_, first: string, rest: string) => `.${first.toLowerCase()}${rest}(`,
  )
  const definitions = [signature, lower].map(text => [text, handler, ...(framed === undefined ? [] : [framed])])
  return definitions as unknown as Definition[]
}

const resource: readonly Definition[] = [
  [
    'kyverno.resource.Get(string, string, string, string): dyn',
    (...[host, apiVersion, plural, namespace, name]: [Host, string, string, string, string]) =>
      getIn(host, [apiVersion, plural], { namespace, name }),
  ],
  [
    'kyverno.resource.Get(string, string, string): dyn',
    (...[host, apiVersion, plural, name]: [Host, string, string, string]) =>
      getIn(host, [apiVersion, plural], { namespace: own(host), name }),
  ],
  [
    'kyverno.resource.Get(map, string, string): dyn',
    (...[host, type, namespace, name]: [Host, Fields, string, string]) => getIn(host, path(type), { namespace, name }),
  ],
  [
    'kyverno.resource.List(string, string, string): dyn',
    (...[host, apiVersion, plural, namespace]: [Host, string, string, string]) =>
      listIn(host, [apiVersion, plural], { namespace }),
  ],
  [
    'kyverno.resource.List(string, string, string, map): dyn',
    (...[host, apiVersion, plural, namespace, labels]: [Host, string, string, string, Labels]) =>
      listIn(host, [apiVersion, plural], { namespace, labels }),
  ],
  [
    'kyverno.resource.List(string, string): dyn',
    (host: Host, apiVersion: string, plural: string) => listIn(host, [apiVersion, plural], { namespace: own(host) }),
  ],
  [
    'kyverno.resource.List(string, string, map): dyn',
    (...[host, apiVersion, plural, labels]: [Host, string, string, Labels]) =>
      listIn(host, [apiVersion, plural], { namespace: own(host), labels }),
  ],
  [
    'kyverno.resource.List(map, string): dyn',
    (host: Host, type: Fields, namespace: string) => listIn(host, path(type), { namespace }),
  ],
  ['kyverno.resource.ToGVR(string, string): map', gvr],
  ['kyverno.resource.Post(string, string, map): dyn', forbidden('resource.Post creates objects')],
  ['kyverno.resource.Post(string, string, string, map): dyn', forbidden('resource.Post creates objects')],
]

function forbidden(what: string): () => never {
  return () => {
    throw new CelError(`${what}, which is forbidden outside a cluster`)
  }
}

function request(method: 'GET' | 'POST'): (host: Host, url: string) => Value {
  return ({ context: { http = {} } }, url) => {
    const key = [`${method}:${url}`, url].find(candidate => Object.hasOwn(http, candidate))
    if (key !== undefined) return toCel(http[key])
    throw new CelError(`http is forbidden: ${method} ${url} has no answer given beforehand`)
  }
}

function globalReference({ context: { globals = {} } }: Host, name: string, projection?: string): Value {
  if (!Object.hasOwn(globals, name)) return null
  const data = toCel(globals[name])
  if (projection === undefined || projection === '') return data
  const found = isMap(data) ? lookup(data, projection) : undefined
  if (found === undefined) throw new CelError(`projection '${projection}' not found in global context entry '${name}'`)
  return found
}

function imageData({ context: { image } }: Host, reference: string): Value {
  const data = image?.(reference)
  if (data === undefined)
    throw new CelError(`failed to get image data: nothing is known about ${reference}, and registries are out of reach`)
  return toCel(data)
}

function apply({ generated, namespace: own }: Host, namespace: string, list: readonly Value[]): boolean {
  if (own !== undefined && namespace !== own)
    throw new CelError(`cross-namespace generation denied: into '${namespace}' from '${own}'`)
  for (const item of list) generated.push(placed(toJson(item) as AnyObject, namespace))
  return true
}

/** The object in a namespace; `''` leaves it in none. */
export function placed(object: AnyObject, namespace: string): AnyObject {
  const metadata = Object.entries((object.metadata ?? {}) as AnyObject).filter(([key]) => key !== 'namespace')
  return {
    ...object,
    metadata: Object.fromEntries(namespace === '' ? metadata : [...metadata, ['namespace', namespace]]),
  }
}

function now({ globals }: Frame): Value {
  const time = globals['@now']
  if (typeof time !== 'string') throw new CelError('time.now() is not known here; pass the time to judge at')
  return parseTimestamp(time)
}

function parseServiceAccount(user: string): Fields {
  const [, namespace = '', name = ''] = /^system:serviceaccount:([^:]*):(.*)$/.exec(user) ?? []
  return { Namespace: namespace, Name: name }
}

function listToMap(...[keys, values, key, value]: [readonly Value[], readonly Value[], string, string]): Value {
  if (keys.length !== values.length) throw new CelError('listObjToMap needs lists of equal length')
  const out: Record<string, Value> = {}
  for (const [i, item] of keys.entries()) {
    const name = isMap(item) ? lookup(item, key) : undefined
    const other = values[i]
    if (typeof name !== 'string' || !isMap(other))
      throw new CelError(`listObjToMap needs objects with a string under '${key}'`)
    out[name] = lookup(other, value) ?? null
  }
  return out
}

const everywhere = ['parseServiceAccount', 'user/parseServiceAccount'].map((name): Definition => [
  `${name}(string): struct:serviceAccount`,
  parseServiceAccount,
])

/** https://kyverno.io/docs/policy-types/cel-libraries/ */
export const kyverno: readonly Definition[] = [
  ...resource.flatMap(both),
  ...(
    [
      ['kyverno.http.Get(string): dyn', request('GET')],
      ['kyverno.http.Get(string, map): dyn', request('GET')],
      ['kyverno.http.Post(string, dyn): dyn', request('POST')],
      ['kyverno.http.Post(string, dyn, map): dyn', request('POST')],
      ['kyverno.http.Client(string): kyverno.http', (host: Host) => host],
      ['kyverno.globalContext.Get(string): dyn', (host: Host, name: string) => globalReference(host, name)],
      ['kyverno.globalContext.Get(string, string): dyn', globalReference],
      ['kyverno.imagedata.GetMetadata(string): dyn', imageData],
      ['kyverno.generator.Apply(string, list): bool', apply],
    ] satisfies Definition[]
  ).flatMap(both),
  ['time/now(): timestamp', now, 'framed'],
  ['random(): string', forbidden('random() gives another answer every time')],
  ['random(string): string', forbidden('random() gives another answer every time')],
  ['random/random(): string', forbidden('random.random() gives another answer every time')],
  ['random/random(string): string', forbidden('random.random() gives another answer every time')],
  ...everywhere,
  ['listObjToMap(list, list, string, string): map', listToMap],
  ['transform/listObjToMap(list, list, string, string): map', listToMap],
]
