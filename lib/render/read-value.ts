import { Lazy } from 'cdk8s'

/** Told what cannot be written, and in which field. */
export type Report = (field: string, problem: string) => void

/** Label by which cdk8s-plus selects: it is computed from where the construct stands in the code. */
const addressLabel = 'cdk8s.io/metadata.addr'

interface Reading {
  readonly report: Report
  /** The objects and lists that hold the value, outermost first. */
  readonly within: object[]
  readonly field: (string | number)[]
}

/**
 * Plain JSON for what a construct was given. Unlike cdk8s it keeps `null`; what JSON has no word for is reported.
 * Tokens (`Lazy`, objects with `resolve()`) are resolved.
 */
export function readValue(value: unknown, report: Report): unknown {
  return read(value, { report, within: [], field: [] })
}

function read(value: unknown, reading: Reading): unknown {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) refuse(reading, 'holds half of a surrogate pair, which is no character')
      return value
    case 'boolean':
      return value
    case 'number':
      if (!Number.isFinite(value)) refuse(reading, `is ${value}, which is no JSON number`)
      return value === 0 ? 0 : value // JSON has no -0
    case 'object':
      return value === null ? null : readObject(value, reading)
    default:
      return refuse(reading, value === undefined ? 'is undefined' : `is a ${typeof value}`)
  }
}

function readObject(value: object, reading: Reading): unknown {
  if (reading.within.includes(value)) return refuse(reading, 'holds itself')
  reading.within.push(value)
  const plain = Array.isArray(value) ? readList(value, reading) : readFields(value, reading)
  reading.within.pop()
  return plain
}

function readList(list: readonly unknown[], reading: Reading): unknown[] {
  const items: unknown[] = new Array(list.length)
  for (let i = 0; i < list.length; i++) {
    reading.field.push(i)
    items[i] = read(list[i], reading)
    reading.field.pop()
  }
  return items
}

function readFields(value: object, reading: Reading): unknown {
  if (value instanceof Lazy) return read(value.produce(), reading)
  if ('resolve' in value && typeof value.resolve === 'function') return read(value.resolve(), reading)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    return refuse(reading, `is an instance of ${value.constructor.name}`)
  }
  const fields: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue // an optional property that was passed on
    reading.field.push(key)
    if (key === addressLabel) refuse(reading, 'selects by where the construct stands in the code')
    if (!key.isWellFormed()) refuse(reading, 'has a name that holds half of a surrogate pair')
    const plain = read(field, reading)
    if (plain !== undefined) set(fields, key, plain)
    reading.field.pop()
  }
  return fields
}

/** Assignment, also for the one name that assignment means otherwise. */
function set(fields: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true })
  else fields[key] = value
}

function refuse({ report, field }: Reading, problem: string): undefined {
  report(field.join('.'), problem)
}
