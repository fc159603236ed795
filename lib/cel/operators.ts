import { longestString } from './budget.ts'
import { CelError, CostError } from './cel-error.ts'
import { Duration, Timestamp } from './time.ts'
import { equal, isMap, lookup, numberOf, Optional, typeOf, Uint } from './value.ts'
import type { Budget } from './budget.ts'
import type { Value } from './value.ts'

const smallest = -(2n ** 63n)
const largest = 2n ** 63n - 1n

/** @throws CelError where the number does not fit in 64 bits, signed */
export function int(value: bigint): bigint {
  if (value < smallest || value > largest) throw new CelError('integer overflow')
  return value
}

export function uint(value: bigint): Uint {
  if (value < 0n || value > 2n ** 64n - 1n) throw new CelError('unsigned integer overflow')
  return new Uint(value)
}

export function negate(value: Value): Value {
  if (typeof value === 'bigint') return int(-value)
  if (typeof value === 'number') return -value
  if (value instanceof Duration) return new Duration(-value.nanoseconds)
  throw new CelError(`no such overload: -${typeOf(value)}`)
}

/** Negative where `a` comes first. @throws CelError where the values have no order */
export function compare(a: Value, b: Value): number {
  const left = orderable(a)
  const right = orderable(b)
  const bytes = left instanceof Uint8Array && right instanceof Uint8Array
  if (bytes) return Buffer.compare(left, right)
  const numbers = numberOf(a) !== undefined && numberOf(b) !== undefined
  if (left === undefined || right === undefined || (!numbers && typeOf(a) !== typeOf(b))) {
    throw new CelError(`no such overload: ${typeOf(a)} < ${typeOf(b)}`)
  }
  if (typeof left === 'string') return byCodePoint(left, right as string)
  return left < right ? -1 : left > right ? 1 : left == right ? 0 : Number.NaN // eslint-disable-line eqeqeq -- by value
}

function orderable(value: Value): bigint | number | string | boolean | Uint8Array | undefined {
  if (typeof value === 'string' || typeof value === 'boolean' || value instanceof Uint8Array) return value
  if (value instanceof Timestamp || value instanceof Duration) return value.nanoseconds
  return numberOf(value)
}

/** JavaScript orders strings by UTF-16 unit, which puts astral characters before U+E000. */
function byCodePoint(a: string, b: string): number {
  if (a === b) return 0
  return /[\ud800-\uffff]/.test(a + b) ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : a < b ? -1 : 1
}

/** `item in collection`: an element of a list, a key of a map. */
export function contains(item: Value, collection: Value, budget: Budget): boolean {
  if (Array.isArray(collection)) {
    budget.charge(collection.length / 10)
    return collection.some(candidate => equal(candidate, item))
  }
  if (isMap(collection)) return lookup(collection, item) !== undefined
  if (collection instanceof Optional && collection.present) return contains(item, collection.value, budget)
  throw new CelError(`no such overload: ${typeOf(item)} in ${typeOf(collection)}`)
}

type Operands = readonly [Value, Value]

/** `+ - * / %` */
export function arithmetic(operator: string, [a, b]: Operands, budget: Budget): Value {
  if (typeof a === 'bigint' && typeof b === 'bigint') return int(integers(operator, a, b))
  if (typeof a === 'number' && typeof b === 'number') return doubles(operator, a, b)
  if (a instanceof Uint && b instanceof Uint) return uint(integers(operator, a.value, b.value))
  const result = operator === '+' ? joined([a, b], budget) : undefined
  return result ?? times(operator, [a, b])
}

function integers(operator: string, a: bigint, b: bigint): bigint {
  if (operator === '+') return a + b
  if (operator === '-') return a - b
  if (operator === '*') return a * b
  if (b === 0n) throw new CelError(operator === '/' ? 'division by zero' : 'modulus by zero')
  return operator === '/' ? a / b : a % b
}

function doubles(operator: string, a: number, b: number): number {
  if (operator === '+') return a + b
  if (operator === '-') return a - b
  if (operator === '*') return a * b
  if (operator === '/') return a / b
  throw new CelError('no such overload: double % double')
}

function joined([a, b]: Operands, budget: Budget): Value {
  if (typeof a === 'string' && typeof b === 'string') {
    const length = a.length + b.length
    budget.charge(length / 10)
    if (length > longestString) throw new CostError(`string is longer than ${longestString} characters`)
    return a + b
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    budget.charge((a.length + b.length) / 10)
    return a.length === 0 ? b : b.length === 0 ? a : [...(a as Value[]), ...(b as Value[])]
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    budget.charge((a.length + b.length) / 10)
    return new Uint8Array(Buffer.concat([a, b]))
  }
  return undefined
}

function times(operator: string, [a, b]: Operands): Value {
  const sign = operator === '+' ? 1n : operator === '-' ? -1n : 0n
  if (sign !== 0n && b instanceof Duration) {
    if (a instanceof Timestamp) return new Timestamp(a.nanoseconds + sign * b.nanoseconds)
    if (a instanceof Duration) return new Duration(int(a.nanoseconds + sign * b.nanoseconds))
  }
  if (sign !== 0n && b instanceof Timestamp) {
    if (a instanceof Duration && sign > 0n) return new Timestamp(a.nanoseconds + b.nanoseconds)
    if (a instanceof Timestamp && sign < 0n) return new Duration(int(a.nanoseconds - b.nanoseconds))
  }
  throw new CelError(`no such overload: ${typeOf(a)} ${operator} ${typeOf(b)}`)
}
