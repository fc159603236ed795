import { isIP } from 'node:net'
import { Ajv, type AnySchemaObject, type ErrorObject } from 'ajv'
import formats from 'ajv-formats'
import { RE2JS } from 're2js'

/** Go's time.ParseDuration; a bare 0 needs no unit. */
const duration = /^[+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/
/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const quantity = /^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** An ajv that reads schemas as the API server does. Formats that Kubernetes does not know are not checked there either. */
export function schemaCompiler(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    verbose: true,
    validateSchema: false,
    inlineRefs: false,
    logger: false,
    // Patterns are RE2: linear in time, and a few escapes mean something else in JavaScript.
    // Optimizing the code of a schema costs more than the few objects of its kind gain.
    code: { regExp, optimize: false },
  })
  formats.default(ajv, ['date', 'date-time', 'email', 'ipv4', 'ipv6', 'uri', 'uuid', 'hostname'])
  const inRange = (limit: bigint) => (value: number) => BigInt(value) >= -limit && BigInt(value) < limit
  return ajv
    .addFormat('int32', { type: 'number', validate: (n: number) => Number.isInteger(n) && inRange(2n ** 31n)(n) })
    .addFormat('int64', { type: 'number', validate: (n: number) => Number.isInteger(n) && inRange(2n ** 63n)(n) })
    .addFormat('byte', base64)
    .addFormat('duration', duration)
    .addFormat('quantity', quantity)
    .addFormat('cidr', isCidr)
    .addKeyword({ keyword: 'uniqueKeys', type: 'array', schemaType: 'array', validate: uniqueKeys, errors: true })
}

const regExp = Object.assign((pattern: string) => RE2JS.compile(pattern), { code: 'regExp' })

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/')
  const version = isIP(address)
  return version > 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
}

interface KeywordFunction {
  (keys: readonly string[], list: readonly unknown[], parent?: AnySchemaObject): boolean
  errors?: Partial<ErrorObject>[]
}

/** Items of a `list-type: map` differ in at least one key. */
const uniqueKeys: KeywordFunction = (keys, list) => {
  const seen = new Set<string>()
  for (const item of list) {
    if (typeof item !== 'object' || item === null) continue
    const id = JSON.stringify(keys.map(key => (item as Record<string, unknown>)[key] ?? null))
    if (seen.has(id)) {
      const params = { keys, values: JSON.parse(id) as unknown[] }
      uniqueKeys.errors = [{ keyword: 'uniqueKeys', params, message: 'must differ in their keys' }]
      return false
    }
    seen.add(id)
  }
  return true
}
