import { CelError } from '../cel-error.ts'
import type { Cidr, IpAddress } from './ip.ts'
import { Duration, floor, parseDuration, parseTimestamp, Timestamp } from '../time.ts'
import { int, uint } from '../operators.ts'
import { keysOf, TypeValue, typeOf } from '../value.ts'
import type { Definition } from '../function-table.ts'
import type { Fields, Value, Uint } from '../value.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

function parseInteger(text: string): bigint {
  if (!/^[-+]?\d+$/.test(text)) throw new CelError(`cannot convert '${text}' to an integer`)
  return BigInt(text.replace('+', ''))
}

function truncate(value: number): bigint {
  if (!Number.isFinite(value)) throw new CelError('integer overflow')
  return int(BigInt(Math.trunc(value)))
}

function parseBool(text: string): boolean {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false
  throw new CelError(`cannot convert '${text}' to a bool`)
}

function parseDouble(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isNaN(value) && text !== 'NaN') throw new CelError(`cannot convert '${text}' to a double`)
  return value
}

/** Go prints doubles without an exponent between 1e-4 and 1e21. */
export function printDouble(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2')
}

function utf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new CelError('bytes are not valid UTF-8')
  }
}

/** Code points, not UTF-16 units. */
export function sizeOf(text: string): bigint {
  let count = text.length
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) count--
  return BigInt(count)
}

const size: readonly Definition[] = ['size(string): int', 'string.size(): int'].map(
  signature => [signature, sizeOf] as const,
)
const lengths: readonly Definition[] = [
  'size(list): int',
  'list.size(): int',
  'size(bytes): int',
  'bytes.size(): int',
].map(signature => [signature, (value: { length: number }) => BigInt(value.length)] as const)
const counts: readonly Definition[] = ['size(map): int', 'map.size(): int'].map(
  signature => [signature, (value: Fields) => BigInt(keysOf(value).length)] as const,
)

/** https://github.com/google/cel-spec/blob/master/doc/langdef.md#list-of-standard-definitions */
export const conversions: readonly Definition[] = [
  ...size,
  ...lengths,
  ...counts,
  ['type(dyn): type', (value: Value) => new TypeValue(typeOf(value))],
  ['dyn(dyn): dyn', (value: Value) => value],
  ['int(int): int', (value: bigint) => value],
  ['int(uint): int', (value: Uint) => int(value.value)],
  ['int(double): int', truncate],
  ['int(string): int', (text: string) => int(parseInteger(text))],
  ['int(timestamp): int', (time: Timestamp) => floor(time.nanoseconds, 1_000_000_000n)],
  ['int(duration): int', (duration: Duration) => duration.nanoseconds],
  ['uint(uint): uint', (value: Uint) => value],
  ['uint(int): uint', (value: bigint) => uint(value)],
  ['uint(double): uint', (value: number) => uint(truncate(value))],
  ['uint(string): uint', (text: string) => uint(parseInteger(text))],
  ['double(double): double', (value: number) => value],
  ['double(int): double', (value: bigint) => Number(value)],
  ['double(uint): double', (value: Uint) => Number(value.value)],
  ['double(string): double', parseDouble],
  ['bool(bool): bool', (value: boolean) => value],
  ['bool(string): bool', parseBool],
  ['string(string): string', (value: string) => value],
  ['string(int): string', String],
  ['string(uint): string', (value: Uint) => String(value.value)],
  ['string(double): string', printDouble],
  ['string(bool): string', String],
  ['string(bytes): string', utf8],
  ['string(timestamp): string', (value: Timestamp) => value.toString()],
  ['string(duration): string', (value: Duration) => value.toString()],
  ['string(net.IP): string', (value: IpAddress) => value.toString()],
  ['string(net.CIDR): string', (value: Cidr) => value.toString()],
  ['bytes(bytes): bytes', (value: Uint8Array) => value],
  ['bytes(string): bytes', (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))],
  ['timestamp(timestamp): timestamp', (value: Timestamp) => value],
  ['timestamp(string): timestamp', parseTimestamp],
  ['timestamp(int): timestamp', (seconds: bigint) => new Timestamp(seconds * 1_000_000_000n)],
  ['duration(duration): duration', (value: Duration) => value],
  ['duration(string): duration', parseDuration],
  ['duration(int): duration', (nanoseconds: bigint) => new Duration(nanoseconds)],
]
