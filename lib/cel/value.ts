/**
 * A CEL value: null, boolean, bigint (int), number (double), string, Uint8Array (bytes), array (list), plain object or
 * Map (map), or a CelObject (everything else).
 */
export type Value = unknown

/** A map with string keys only, as JSON objects are. */
export type Fields = Readonly<Record<string, Value>>

/** Values that are neither JSON nor bytes: timestamps, quantities, images. */
export abstract class CelObject {
  /** The type's name, as signatures write it. */
  abstract readonly celType: string

  equals(other: CelObject): boolean {
    return this === other
  }
}

export class Uint extends CelObject {
  readonly celType = 'uint'
  readonly value: bigint

  constructor(value: bigint) {
    super()
    this.value = value
  }
}

/** What may be absent: `a.?b`. */
export class Optional extends CelObject {
  readonly celType = 'optional'
  readonly value: Value
  readonly present: boolean

  constructor(present: boolean, value?: Value) {
    super()
    this.present = present
    this.value = value
  }

  override equals(other: CelObject): boolean {
    if (!(other instanceof Optional) || this.present !== other.present) return false
    return !this.present || equal(this.value, other.value)
  }
}

export const none = new Optional(false)

/** What `type(x)` returns and the name of a type denotes. */
export class TypeValue extends CelObject {
  readonly celType = 'type'
  readonly name: string

  constructor(name: string) {
    super()
    this.name = name
  }

  override equals(other: CelObject): boolean {
    return other instanceof TypeValue && other.name === this.name
  }
}

/** An instance of a message type: `Object.spec{...}`, `JSONPatch{...}`. */
export class Message extends CelObject {
  readonly celType: string
  readonly fields: Fields

  constructor(type: string, fields: Fields) {
    super()
    this.celType = type
    this.fields = fields
  }

  override equals(other: CelObject): boolean {
    return other instanceof Message && other.celType === this.celType && equal(this.fields, other.fields)
  }
}

/** Fields that are computed when first read; a field that fails fails again on every read. */
export class LazyFields extends CelObject {
  readonly celType = 'variables'
  readonly #compute: (name: string) => Value
  readonly #values = new Map<string, Value>()

  constructor(compute: (name: string) => Value) {
    super()
    this.#compute = compute
  }

  get(name: string): Value {
    if (this.#values.has(name)) return this.#values.get(name)
    const value = this.#compute(name)
    this.#values.set(name, value)
    return value
  }
}

export function isMap(value: Value): value is Fields | ReadonlyMap<Value, Value> {
  if (typeof value !== 'object' || value === null) return false
  return !Array.isArray(value) && !(value instanceof CelObject) && !(value instanceof Uint8Array)
}

/** The name of a value's type. */
export function typeOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'bigint':
      return 'int'
    case 'number':
      return 'double'
    case 'boolean':
      return 'bool'
  }
  if (value === null || value === undefined) return 'null_type'
  if (Array.isArray(value)) return 'list'
  if (value instanceof CelObject) return value.celType
  return value instanceof Uint8Array ? 'bytes' : 'map'
}

/** The value under a key; undefined where there is none. Numbers find the entry of an equal number of another type. */
export function lookup(map: Fields | ReadonlyMap<Value, Value>, key: Value): Value {
  if (map instanceof Map) return map.has(key) ? map.get(key) : similar(map, key)
  if (typeof key !== 'string' || !Object.hasOwn(map, key)) return undefined
  return (map as Fields)[key]
}

function similar(map: ReadonlyMap<Value, Value>, key: Value): Value {
  if (typeof key === 'string') return undefined
  for (const [candidate, value] of map) if (equal(candidate, key)) return value
  return undefined
}

export function keysOf(map: Fields | ReadonlyMap<Value, Value>): Value[] {
  return map instanceof Map ? [...map.keys()] : Object.keys(map)
}

/** CEL equality: numbers by value whatever their type, everything else of different types is unequal. */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return true
  const left = numberOf(a)
  if (left !== undefined) {
    const right = numberOf(b)
    return right !== undefined && left == right // eslint-disable-line eqeqeq -- bigint and number, by value
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]))
  if (a instanceof CelObject) return b instanceof CelObject && a.equals(b)
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0
  return isMap(a) && isMap(b) && equalMaps(a, b)
}

function equalMaps(a: Fields | ReadonlyMap<Value, Value>, b: Fields | ReadonlyMap<Value, Value>): boolean {
  const keys = keysOf(a)
  if (keys.length !== keysOf(b).length) return false
  return keys.every(key => {
    const other = lookup(b, key)
    return other !== undefined && equal(lookup(a, key), other)
  })
}

/** The number that an int, uint or double holds. */
export function numberOf(value: Value): bigint | number | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return value
  return value instanceof Uint ? value.value : undefined
}
