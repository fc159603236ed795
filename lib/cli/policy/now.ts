import { FindingsError } from '../../finding/findings-error.ts'

export const nowArg = {
  type: 'string',
  valueHint: 'time',
  description: 'Time to judge at: a day, or RFC 3339 (default: the present)',
} as const

/** The time that was written, or the present; RFC 3339. A day begins at midnight UTC. @throws FindingsError */
export function timeOf(written: string | undefined, flag: string): string {
  if (written === undefined) return new Date().toISOString()
  const time = /^\d{4}-\d{2}-\d{2}$/.test(written) ? `${written}T00:00:00Z` : written
  const date = new Date(/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(time) ? time : Number.NaN)
  const valid = !Number.isNaN(date.getTime()) && (time === written || date.toISOString().startsWith(written))
  if (valid) return date.toISOString()
  throw new FindingsError([
    {
      rule: 'time',
      severity: 'error',
      path: flag,
      message: `"${written}" is no time`,
      fix: 'write a day such as 2026-11-21, or RFC 3339 such as 2026-11-21T09:00:00Z',
    },
  ])
}
