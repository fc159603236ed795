import { CelError } from '../cel-error.ts'
import { compare, int } from '../operators.ts'
import { numberOf, typeOf } from '../value.ts'
import type { Definition } from '../function-table.ts'
import type { Value, Uint } from '../value.ts'

function best(sign: 1 | -1): (...values: Value[]) => Value {
  return (...values) => {
    const [first] = values
    const candidates = values.length === 1 && Array.isArray(first) ? (first as readonly Value[]) : values
    if (candidates.length === 0) throw new CelError('math.least() and math.greatest() need a value')
    const wrong = candidates.find(value => numberOf(value) === undefined)
    if (wrong !== undefined) throw new CelError(`no such overload: number expected, got ${typeOf(wrong)}`)
    return candidates.reduce((chosen, value) => (compare(value, chosen) * sign > 0 ? value : chosen))
  }
}

/** Half away from zero. */
function round(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value))
}

function roundTo(value: number, digits: bigint): number {
  const shift = 10 ** Number(digits)
  return round(value * shift) / shift
}

function shift(direction: 1n | -1n): (value: bigint, by: bigint) => bigint {
  return (value, by) => {
    if (by < 0n) throw new CelError('cannot shift by a negative number of bits')
    if (by > 63n) return 0n
    return BigInt.asIntN(64, direction > 0n ? value << by : BigInt.asUintN(64, value) >> by)
  }
}

/** https://pkg.go.dev/github.com/google/cel-go/ext#Math, and Kyverno's rounding to digits */
export const maths: readonly Definition[] = [
  ['math/greatest(dyn...): dyn', best(1)],
  ['math/least(dyn...): dyn', best(-1)],
  ['math/ceil(double): double', Math.ceil],
  ['math/floor(double): double', Math.floor],
  ['math/round(double): double', round],
  ['math/round(double, int): double', roundTo],
  ['math/trunc(double): double', Math.trunc],
  ['math/isInf(double): bool', (value: number) => Math.abs(value) === Infinity],
  ['math/isNaN(double): bool', Number.isNaN],
  ['math/isFinite(double): bool', Number.isFinite],
  ['math/abs(int): int', (value: bigint) => int(value < 0n ? -value : value)],
  ['math/abs(double): double', Math.abs],
  ['math/abs(uint): uint', (value: Uint) => value],
  ['math/sign(int): int', (value: bigint) => (value > 0n ? 1n : value < 0n ? -1n : 0n)],
  ['math/sign(double): double', Math.sign],
  ['math/sqrt(double): double', Math.sqrt],
  ['math/sqrt(int): double', (value: bigint) => Math.sqrt(Number(value))],
  ['math/bitAnd(int, int): int', (a: bigint, b: bigint) => a & b],
  ['math/bitOr(int, int): int', (a: bigint, b: bigint) => a | b],
  ['math/bitXor(int, int): int', (a: bigint, b: bigint) => a ^ b],
  ['math/bitNot(int): int', (value: bigint) => ~value],
  ['math/bitShiftLeft(int, int): int', shift(1n)],
  ['math/bitShiftRight(int, int): int', shift(-1n)],
]
