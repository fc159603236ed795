import { CelError } from '../cel-error.ts'
import { CelObject } from '../value.ts'
import { int } from '../operators.ts'
import type { Definition } from '../function-table.ts'

const nano = 1_000_000_000n

/** A Kubernetes quantity (`250m`, `1Gi`), exact to the nano. */
export class Quantity extends CelObject {
  readonly celType = 'quantity'
  /** The amount in billionths. */
  readonly nanos: bigint

  constructor(nanos: bigint) {
    super()
    this.nanos = nanos
  }

  override equals(other: CelObject): boolean {
    return other instanceof Quantity && other.nanos === this.nanos
  }
}

const shape = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d{1,3}))?$/
const binary: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n }
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }

/** Undefined where the text is not a quantity. Fractions of a nano round up, as in Kubernetes. */
export function readQuantity(text: string): Quantity | undefined {
  const match = shape.exec(text)
  if (match === null) return undefined
  const [, sign, number = '', power, suffix, exponent] = match
  const [whole = '', digits = ''] = number.split('.')
  const tens = 9 - digits.length + (suffix === undefined ? Number(exponent ?? 0) : decimal[suffix]!)
  const digitsOnly = BigInt(`${whole}${digits}`) << (power === undefined ? 0n : binary[power]!)
  const nanos = tens >= 0 ? digitsOnly * 10n ** BigInt(tens) : divideUp(digitsOnly, 10n ** BigInt(-tens))
  return new Quantity(sign === '-' ? -nanos : nanos)
}

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by
}

function parseQuantity(text: string): Quantity {
  const quantity = readQuantity(text)
  if (quantity === undefined) throw new CelError(`'${text}' is not a quantity`)
  return quantity
}

function asInteger({ nanos }: Quantity): bigint {
  if (nanos % nano !== 0n) throw new CelError('cannot convert value to integer')
  return int(nanos / nano)
}

const sign = (value: bigint) => (value > 0n ? 1n : value < 0n ? -1n : 0n)
const difference = (a: Quantity, b: Quantity) => a.nanos - b.nanos

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library */
export const quantities: readonly Definition[] = [
  ['quantity(string): quantity', parseQuantity],
  ['isQuantity(string): bool', (text: string) => readQuantity(text) !== undefined],
  ['quantity.sign(): int', ({ nanos }: Quantity) => sign(nanos)],
  ['quantity.isInteger(): bool', ({ nanos }: Quantity) => nanos % nano === 0n],
  ['quantity.asInteger(): int', asInteger],
  ['quantity.asApproximateFloat(): double', ({ nanos }: Quantity) => Number(nanos) / Number(nano)],
  ['quantity.add(quantity): quantity', (a: Quantity, b: Quantity) => new Quantity(a.nanos + b.nanos)],
  ['quantity.add(int): quantity', (a: Quantity, b: bigint) => new Quantity(a.nanos + b * nano)],
  ['quantity.sub(quantity): quantity', (a: Quantity, b: Quantity) => new Quantity(difference(a, b))],
  ['quantity.sub(int): quantity', (a: Quantity, b: bigint) => new Quantity(a.nanos - b * nano)],
  ['quantity.isGreaterThan(quantity): bool', (a: Quantity, b: Quantity) => difference(a, b) > 0n],
  ['quantity.isLessThan(quantity): bool', (a: Quantity, b: Quantity) => difference(a, b) < 0n],
  ['quantity.compareTo(quantity): int', (a: Quantity, b: Quantity) => sign(difference(a, b))],
]
