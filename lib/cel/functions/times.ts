import { CelError } from '../cel-error.ts'
import type { Duration } from '../time.ts'
import { floor, Timestamp } from '../time.ts'
import type { Definition } from '../function-table.ts'

/** The clock time of a zone, as the fields of a UTC date. */
function inZone(time: Timestamp, zone: string): Date {
  const offset = /^([+-]?)(\d\d):(\d\d)$/.exec(zone)
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3])
    return new Date(time.date.getTime() + (offset[1] === '-' ? -minutes : minutes) * 60_000)
  }
  try {
    const local = time.date.toLocaleString('sv-SE', { timeZone: zone })
    return new Date(`${local.replace(' ', 'T')}.${String(time.date.getUTCMilliseconds()).padStart(3, '0')}Z`)
  } catch {
    throw new CelError(`unknown time zone '${zone}'`)
  }
}

function dayOfYear(date: Date): number {
  const start = Date.UTC(date.getUTCFullYear(), 0, 1)
  return Math.floor((Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - start) / 86_400_000)
}

const parts: Readonly<Record<string, (date: Date) => number>> = {
  getFullYear: date => date.getUTCFullYear(),
  getMonth: date => date.getUTCMonth(),
  getDate: date => date.getUTCDate(),
  getDayOfMonth: date => date.getUTCDate() - 1,
  getDayOfWeek: date => date.getUTCDay(),
  getDayOfYear: dayOfYear,
  getHours: date => date.getUTCHours(),
  getMinutes: date => date.getUTCMinutes(),
  getSeconds: date => date.getUTCSeconds(),
  getMilliseconds: date => date.getUTCMilliseconds(),
}

const calendar = Object.entries(parts).flatMap(([name, read]): Definition[] => [
  [`timestamp.${name}(): int`, (time: Timestamp) => BigInt(read(time.date))],
  [`timestamp.${name}(string): int`, (time: Timestamp, zone: string) => BigInt(read(inZone(time, zone)))],
])

const units: Readonly<Record<string, bigint>> = {
  getHours: 3_600_000_000_000n,
  getMinutes: 60_000_000_000n,
  getSeconds: 1_000_000_000n,
}

const lengths = Object.entries(units).map(([name, unit]): Definition => [
  `duration.${name}(): int`,
  (duration: Duration) => duration.nanoseconds / unit,
])

function toCron({ date }: Timestamp): string {
  const fields = [date.getUTCMinutes(), date.getUTCHours(), date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCDay()]
  return fields.join(' ')
}

/** Go truncates counting from the year 1, not from 1970. */
const yearOne = -62_135_596_800_000_000_000n

function truncate(time: Timestamp, { nanoseconds: unit }: Duration): Timestamp {
  if (unit <= 0n) return time
  return new Timestamp(floor(time.nanoseconds - yearOne, unit) * unit + yearOne)
}

/** Getters of the standard library, and Kyverno's `time` without its clock: see `clock.ts`. */
export const times: readonly Definition[] = [
  ...calendar,
  ...lengths,
  ['duration.getMilliseconds(): int', (duration: Duration) => (duration.nanoseconds % 1_000_000_000n) / 1_000_000n],
  ['time/toCron(timestamp): string', toCron],
  ['time/truncate(timestamp, duration): timestamp', truncate],
]
