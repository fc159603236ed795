import { CelError } from '../cel-error.ts'
import { isMap, keysOf, none, Optional } from '../value.ts'
import type { Definition } from '../function-table.ts'
import type { Value } from '../value.ts'

function isZero(value: Value): boolean {
  if (value === null || value === false || value === 0n || value === 0 || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isMap(value) && keysOf(value).length === 0
}

function valueOf(optional: Optional): Value {
  if (!optional.present) throw new CelError('optional.none() dereference')
  return optional.value
}

/** As Kyverno has it since 1.18: a value that is not optional is its own answer. */
function orValue(value: Value, fallback: Value): Value {
  if (!(value instanceof Optional)) return value
  return value.present ? value.value : fallback
}

function unwrap(list: readonly Value[]): Value {
  return list.flatMap(item => {
    if (!(item instanceof Optional)) throw new CelError('unwrap() needs a list of optional values')
    return item.present ? [item.value] : []
  })
}

/** https://pkg.go.dev/github.com/google/cel-go/cel#OptionalTypes */
export const optionals: readonly Definition[] = [
  ['optional/none(): optional', () => none],
  ['optional/of(dyn): optional', (value: Value) => new Optional(true, value)],
  ['optional/ofNonZeroValue(dyn): optional', (value: Value) => (isZero(value) ? none : new Optional(true, value))],
  ['optional/unwrap(list): list', unwrap],
  ['list.unwrapOpt(): list', unwrap],
  ['optional.hasValue(): bool', (optional: Optional) => optional.present],
  ['optional.value(): dyn', valueOf],
  ['optional.or(optional): optional', (first: Optional, second: Optional) => (first.present ? first : second)],
  ['dyn.orValue(dyn): dyn', orValue],
]
