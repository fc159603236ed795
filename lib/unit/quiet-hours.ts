export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
export type Weekday = (typeof weekdays)[number]

/** When the workloads of a tenant are asleep: from `sleepAt` on each of `days` until the next `wakeAt` on one of `days`. */
export interface QuietHours {
  readonly days: readonly [Weekday, ...Weekday[]]
  /** 24-hour clock, e.g. `20:00`. */
  readonly sleepAt: `${number}:${number}`
  /** 24-hour clock, e.g. `07:00`. */
  readonly wakeAt: `${number}:${number}`
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string
}

/** One stretch of sleep, as cron schedules and durations say it. */
export interface QuietWindow {
  /** When it begins, as five cron fields in the time zone of the quiet hours. */
  readonly cron: string
  readonly minutes: number
}

const day = 24 * 60
const week = 7 * day

/** Minutes since midnight; NaN where the text is no time of day. */
export function minuteOfDay(time: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  return Number(hours) * 60 + Number(minutes)
}

/** The stretches of sleep in a week, those of one length together, in the order of their days. */
export function quietWindows({ days, sleepAt, wakeAt }: QuietHours): QuietWindow[] {
  const numbers = days.map(name => weekdays.indexOf(name)).sort((a, b) => a - b)
  const byLength = Map.groupBy(numbers, number => untilWaking(number * day + minuteOfDay(sleepAt), numbers, wakeAt))
  const { hour, minute } = clock(minuteOfDay(sleepAt))
  return [...byLength].map(([minutes, starts]) => ({ cron: `${minute} ${hour} * * ${starts.join(',')}`, minutes }))
}

/** Part of the week that is not slept through, from 0 to 1. */
export function awakeFraction(hours: QuietHours): number {
  const asleep = quietWindows(hours).reduce((sum, { cron, minutes }) => sum + minutes * cron.split(',').length, 0)
  return 1 - asleep / week
}

function untilWaking(from: number, days: readonly number[], wakeAt: string): number {
  return Math.min(...days.map(number => (number * day + minuteOfDay(wakeAt) - from + week - 1) % week)) + 1
}

function clock(minutes: number): { hour: number; minute: number } {
  return { hour: Math.floor(minutes / 60), minute: minutes % 60 }
}
