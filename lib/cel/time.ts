import { CelError } from './cel-error.ts'
import { CelObject } from './value.ts'

const second = 1_000_000_000n

/** A length of time. */
export class Duration extends CelObject {
  readonly celType = 'duration'
  readonly nanoseconds: bigint

  constructor(nanoseconds: bigint) {
    super()
    this.nanoseconds = nanoseconds
  }

  override equals(other: CelObject): boolean {
    return other instanceof Duration && other.nanoseconds === this.nanoseconds
  }

  override toString(): string {
    return `${fraction(this.nanoseconds)}s`
  }
}

/** A point in time with nanoseconds, between the years 1 and 9999. */
export class Timestamp extends CelObject {
  readonly celType = 'timestamp'
  /** Since 1970. */
  readonly nanoseconds: bigint

  constructor(nanoseconds: bigint) {
    super()
    if (nanoseconds < -62_135_596_800n * second || nanoseconds >= 253_402_300_800n * second) {
      throw new CelError('timestamp is out of range')
    }
    this.nanoseconds = nanoseconds
  }

  override equals(other: CelObject): boolean {
    return other instanceof Timestamp && other.nanoseconds === this.nanoseconds
  }

  /** The date, down to the millisecond. */
  get date(): Date {
    return new Date(Number(floor(this.nanoseconds, 1_000_000n)))
  }

  override toString(): string {
    const whole = floor(this.nanoseconds, second)
    const digits = String(this.nanoseconds - whole * second)
      .padStart(9, '0')
      .replace(/0+$/, '')
    const seconds = new Date(Number(whole) * 1000).toISOString().slice(0, 19)
    return `${seconds}${digits === '' ? '' : `.${digits}`}Z`
  }
}

export function floor(value: bigint, unit: bigint): bigint {
  return (value - (((value % unit) + unit) % unit)) / unit
}

function fraction(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : ''
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds
  const digits = String(size % second)
    .padStart(9, '0')
    .replace(/0+$/, '')
  return `${sign}${size / second}${digits === '' ? '' : `.${digits}`}`
}

const rfc3339 = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/

/** @throws CelError where the text is not RFC 3339 */
export function parseTimestamp(text: string): Timestamp {
  const [, date, time, digits = '', zone] = rfc3339.exec(text) ?? []
  const milliseconds = date === undefined ? Number.NaN : Date.parse(`${date}T${time}${zone?.toUpperCase()}`)
  if (Number.isNaN(milliseconds)) throw new CelError(`'${text}' is not an RFC 3339 timestamp`)
  return new Timestamp(BigInt(milliseconds) * 1_000_000n + BigInt(digits.padEnd(9, '0')))
}

const units: Readonly<Record<string, bigint>> = {
  h: 3600n * second,
  m: 60n * second,
  s: second,
  ms: 1_000_000n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ns: 1n,
}

/** Go's notation: `1h30m`, `-1.5s`, `0`. @throws CelError. @see https://pkg.go.dev/time#ParseDuration */
export function parseDuration(text: string): Duration {
  const [, sign, body] = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|s|us|µs|μs|ns))+|0)$/.exec(text) ?? []
  if (body === undefined) throw new CelError(`'${text}' is not a duration`)
  let total = 0n
  for (const [, whole = '', digits = '', unit = ''] of body.matchAll(/(\d*)\.?(\d*)(h|ms|m|s|us|µs|μs|ns)/g)) {
    const size = units[unit]!
    const part = digits.slice(0, 18)
    total += BigInt(whole || '0') * size + (BigInt(part || '0') * size) / 10n ** BigInt(part.length)
  }
  return new Duration(sign === '-' ? -total : total)
}
