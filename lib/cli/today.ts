import { FindingsError } from '../finding/findings-error.ts'
import { isDay } from '../kyverno/day.ts'

/** The day that commands judge at: as given, or that of the clock. Only commands read the clock. @throws FindingsError */
export function today(given: string | undefined): string {
  if (given === undefined) return new Date().toISOString().slice(0, 10)
  if (isDay(given)) return given
  const message = `"${given}" is not a day`
  throw new FindingsError([{ rule: 'time', severity: 'error', path: '--today', message, fix: 'write YYYY-MM-DD' }])
}
