import { createHmac, timingSafeEqual } from 'node:crypto'
import { CelError } from '../cel/cel-error.ts'
import { toCel } from '../cel/json.ts'
import { CelObject } from '../cel/value.ts'
import type { Definition } from '../cel/function-table.ts'
import type { Frame } from '../cel/code.ts'
import type { Fields, Value } from '../cel/value.ts'

/** What a policy answers to a request that asks for authorization; headers and bodies do not change the verdict. */
export class Response extends CelObject {
  readonly celType = 'authz.response'
  readonly allowed: boolean
  /** Status code or reason of a denial. */
  readonly reason: string

  constructor(allowed: boolean, reason = '') {
    super()
    this.allowed = allowed
    this.reason = reason
  }
}

const allow = () => new Response(true)
const deny = (reason: unknown) => new Response(false, String(reason))
const same = (response: Response) => response

const decorations: readonly Definition[] = [
  'WithHeader(string, string)',
  'WithHeader(dyn)',
  'WithoutHeader(string)',
  'WithResponseHeader(string, string)',
  'WithResponseHeader(dyn)',
  'WithQueryParam(string, string)',
  'WithoutQueryParam(string)',
  'WithBody(dyn)',
  'WithMessage(string)',
  'WithMetadata(map)',
  'Response()',
].map((method): Definition => [`authz.response.${method}: authz.response`, same])

const algorithms: Readonly<Record<string, string>> = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' }

function part(text: string | undefined): Fields {
  try {
    const data: unknown = JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'))
    if (typeof data === 'object' && data !== null) return data as Fields
  } catch {
    // said below
  }
  throw new CelError('jwt.Decode(): the token is malformed')
}

/** A token with `Valid`: whether the signature is right and, where the time is known, whether it is in force. */
function decode(frame: Frame, token: string, key: string): Fields {
  const [header, claims, signature = ''] = token.split('.')
  const [head, body] = [part(header), part(claims)]
  const algorithm = algorithms[String(head.alg)]
  const expected = algorithm && createHmac(algorithm, key).update(`${header}.${claims}`).digest()
  const given = Buffer.from(signature, 'base64url')
  const signed =
    expected !== undefined && expected !== '' && expected.length === given.length && timingSafeEqual(expected, given)
  const now = typeof frame.globals['@now'] === 'string' ? Date.parse(frame.globals['@now']) / 1000 : undefined
  const inForce = now === undefined || (Number(body.exp ?? Infinity) > now && Number(body.nbf ?? 0) <= now)
  return { Header: toCel(head), Claims: toCel(body), Valid: signed && inForce }
}

/** Values of a header or query parameter; header names know no case. */
function valuesOf(field: 'header' | 'query'): (attributes: Fields, name: string) => Value {
  const same = (a: string, b: string) => (field === 'header' ? a.toLowerCase() === b.toLowerCase() : a === b)
  return (attributes, name) => {
    const entries = Object.entries((attributes[field] ?? {}) as Record<string, Value>)
    return entries.find(([key]) => same(key, name))?.[1] ?? []
  }
}

function unreachable(): never {
  throw new CelError('keys are fetched from a server, which is forbidden outside a cluster')
}

/** https://kyverno.github.io/kyverno-envoy-plugin/latest/cel-extensions/ */
export const authorization: readonly Definition[] = [
  ['envoy/Allowed(): authz.response', allow],
  ['envoy/Denied(int): authz.response', deny],
  ['http/Allowed(): authz.response', allow],
  ['http/Denied(string): authz.response', deny],
  ...decorations,
  ['jwt/Decode(string, string): map', decode, 'framed'],
  ['jwks/Fetch(string): dyn', unreachable],
  ['envoy/Header(string, string): dyn', (key: string, value: string) => ({ key, value })],
  ['envoy/QueryParam(string, string): dyn', (key: string, value: string) => ({ key, value })],
  ['map.Header(string): list', valuesOf('header')],
  ['map.QueryParam(string): list', valuesOf('query')],
]
