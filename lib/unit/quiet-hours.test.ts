import fc from 'fast-check'
import { expect, test } from 'vitest'
import { awakeFraction, minuteOfDay, quietWindows, weekdays, type QuietHours, type Weekday } from './quiet-hours.ts'

const nights: QuietHours = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  sleepAt: '20:00',
  wakeAt: '07:00',
  timeZone: 'Europe/Berlin',
}

const anyTime = fc
  .record({ hour: fc.nat(23), minute: fc.nat(59) })
  .map(({ hour, minute }) => `${pad(hour)}:${pad(minute)}` as QuietHours['sleepAt'])
const anyHours: fc.Arbitrary<QuietHours> = fc.record({
  days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }).map(days => days as [Weekday, ...Weekday[]]),
  sleepAt: anyTime,
  wakeAt: anyTime,
  timeZone: fc.constant('UTC'),
})

test('the weekend is one window from Friday evening to Monday morning', () => {
  expect(quietWindows(nights)).toEqual([
    { cron: '0 20 * * 1,2,3,4', minutes: 11 * 60 },
    { cron: '0 20 * * 5', minutes: (11 + 48) * 60 },
  ])
})

test('counts the hours awake of a week', () => {
  expect(awakeFraction(nights)).toBeCloseTo((168 - 4 * 11 - 59) / 168)
})

test('waking at the minute of going to sleep sleeps until the next day that is named', () => {
  expect(quietWindows({ ...nights, days: ['monday'], wakeAt: '20:00' })).toEqual([
    { cron: '0 20 * * 1', minutes: 7 * 24 * 60 },
  ])
})

test('windows cover exactly the minutes in which a clock that follows the schedule is asleep', () => {
  fc.assert(
    fc.property(anyHours, hours => {
      expect(minutesOf(quietWindows(hours))).toEqual(asleepMinutes(hours))
    }),
    { numRuns: 30 },
  )
})

test('a time that no clock shows has no minute', () => {
  expect(['24:00', '7:00', '12:60', '', 'noon'].map(minuteOfDay)).toEqual([NaN, NaN, NaN, NaN, NaN])
})

/** Walks two weeks minute by minute, as a controller with two crons would; the second week has forgotten how it began. */
function asleepMinutes({ days, sleepAt, wakeAt }: QuietHours): number[] {
  const asleep: number[] = []
  let sleeping = false
  for (let minute = 0; minute < 2 * 10_080; minute++) {
    const named = days.includes(weekdays[Math.floor(minute / 1440) % 7]!)
    if (named && minute % 1440 === minuteOfDay(wakeAt)) sleeping = false
    if (named && minute % 1440 === minuteOfDay(sleepAt)) sleeping = true
    if (sleeping && minute >= 10_080) asleep.push(minute - 10_080)
  }
  return asleep
}

function minutesOf(windows: ReturnType<typeof quietWindows>): number[] {
  const all = windows.flatMap(({ cron, minutes }) => {
    const [minute, hour, , , days] = cron.split(' ') as [string, string, string, string, string]
    const starts = days.split(',').map(day => Number(day) * 1440 + Number(hour) * 60 + Number(minute))
    return starts.flatMap(start => Array.from({ length: minutes }, (_, i) => (start + i) % 10_080))
  })
  return [...new Set(all)].sort((a, b) => a - b)
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
