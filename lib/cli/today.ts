import { FindingsError } from '../finding/findings-error.ts'
import { isDay } from '../kyverno/day.ts'

/** The day that a command judges at: as written, or that of the clock, which only commands read. @throws FindingsError */
export function today(written: string | undefined): string {
  if (written === undefined) return new Date().toISOString().slice(0, 10)
  if (isDay(written)) return written
  const problem = { message: `"${written}" is no day`, fix: 'write YYYY-MM-DD' }
  throw new FindingsError([{ rule: 'today', severity: 'error', path: 'today', ...problem }])
}
