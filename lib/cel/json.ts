import { CelError } from './cel-error.ts'
import { Duration, Timestamp } from './time.ts'
import { isMap, keysOf, lookup, Message, Optional, Uint } from './value.ts'
import type { Fields, Value } from './value.ts'

/** Deeper data is refused: no manifest is, and recursion must end. */
const deepest = 500

/** More values than any manifest holds; aliases of YAML can multiply a small file into this. */
const mostValues = 2_000_000

/** JSON data as CEL sees it: whole numbers are ints, the rest doubles. Copies; the input may change afterwards. */
export function toCel(data: unknown): Value {
  return convert(data, 0, { left: mostValues })
}

function convert(data: unknown, depth: number, count: { left: number }): Value {
  if (typeof data === 'number') return Number.isSafeInteger(data) ? BigInt(data) : data
  if (typeof data !== 'object' || data === null) return data === undefined ? null : data
  if (depth > deepest) throw new CelError(`data is nested deeper than ${deepest}`)
  if (Array.isArray(data)) {
    count.left -= data.length
    if (count.left < 0) throw new CelError(`data holds more than ${mostValues} values`)
    const items = new Array<Value>(data.length)
    for (let i = 0; i < items.length; i++) items[i] = convert(data[i], depth + 1, count)
    return items
  }
  const out: Record<string, Value> = {}
  const keys = Object.keys(data)
  count.left -= keys.length
  if (count.left < 0) throw new CelError(`data holds more than ${mostValues} values`)
  for (const key of keys) set(out, key, convert((data as Fields)[key], depth + 1, count))
  return out
}

/** CEL data as JSON; timestamps and durations as Kubernetes writes them. @throws CelError for what has no JSON form */
export function toJson(value: Value): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null) return value ?? null
  if (Array.isArray(value)) return value.map(toJson)
  if (value instanceof Message) return jsonOf(value.fields)
  if (value instanceof Optional) return value.present ? toJson(value.value) : null
  if (value instanceof Uint) return Number(value.value)
  if (value instanceof Timestamp || value instanceof Duration) return value.toString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (isMap(value)) return jsonOf(value)
  throw new CelError(`a value of type '${(value as { celType?: string }).celType ?? 'unknown'}' has no JSON form`)
}

function jsonOf(map: Fields | ReadonlyMap<Value, Value>): unknown {
  const out: Record<string, unknown> = {}
  for (const key of keysOf(map)) set(out, String(key), toJson(lookup(map, key)))
  return out
}

/** Assigns also the key that assignment would take for the prototype. */
export function set(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}
