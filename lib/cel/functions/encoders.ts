import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { CORE_SCHEMA, load } from 'js-yaml'
import { longestString } from '../budget.ts'
import { CelError } from '../cel-error.ts'
import { toCel, toJson } from '../json.ts'
import type { Definition } from '../function-table.ts'
import type { Value } from '../value.ts'

/** Runs what may throw errors of its own, and throws them as CEL's. */
function attempt<T>(what: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw new CelError(`${what}: ${(error as Error).message.split('\n')[0]}`)
  }
}

function decodeBase64(text: string): Uint8Array {
  const body = text.replace(/=+$/, '')
  if (!/^[A-Za-z0-9+/]*$/.test(body) || body.length % 4 === 1) throw new CelError(`'${text}' is not base64`)
  return new Uint8Array(Buffer.from(body, 'base64'))
}

const digest = (algorithm: string) => (text: string) => createHash(algorithm).update(text).digest('hex')

const hashes = ['md5', 'sha1', 'sha256'].flatMap((name): Definition[] => [
  [`${name}(string): string`, digest(name)],
  [`hash/${name}(string): string`, digest(name)],
])

/** Go sorts the keys of a map when it writes JSON. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  )
}

function marshal(value: Value): string {
  return JSON.stringify(sorted(toJson(value))).replace(
    /[<>&\u2028\u2029]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Numbers of JSON text are doubles in Go; whole ones compare equal to ints either way. */
function unmarshal(text: string): Value {
  return toCel(attempt('not JSON', () => JSON.parse(text)))
}

function parseYaml(text: string): Value {
  return toCel(attempt('not YAML', () => load(text, { schema: CORE_SCHEMA })))
}

function decompress(bytes: Uint8Array): string {
  return attempt('not gzip', () => gunzipSync(bytes, { maxOutputLength: longestString }).toString('utf8'))
}

/** cel-go's ext.Encoders; Kyverno's hash, json, yaml and gzip; Kubernetes' jsonpatch. */
export const encoders: readonly Definition[] = [
  ['base64/encode(bytes): string', (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')],
  ['base64/decode(string): bytes', decodeBase64],
  ...hashes,
  ['json/unmarshal(string): dyn', unmarshal],
  ['json/marshal(dyn): string', marshal],
  ['yaml/parse(string): dyn', parseYaml],
  ['gzip/compress(string): bytes', (text: string) => new Uint8Array(gzipSync(text))],
  ['gzip/decompress(bytes): string', decompress],
  ['jsonpatch/escapeKey(string): string', (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')],
]
