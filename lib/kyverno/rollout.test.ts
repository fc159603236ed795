import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysBetween } from './day.ts'
import { minimumAuditDays, rolloutProblems, stepIn, type PolicyAction } from './rollout.ts'

const sync = { prune: true, selfHeal: true }
const strictness: readonly PolicyAction[] = ['Audit', 'Warn', 'Deny']
const environment = (policyAction: PolicyAction) => ({ name: 'production', policyAction, sync })

const day = fc.integer({ min: 0, max: 1000 }).map(after => later('2026-01-01', after))

function later(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

const rollout = fc.record({ audit: day, warn: days(), deny: days() })

function days() {
  return fc.dictionary(fc.constantFrom('staging', 'production'), day)
}

test('no action is stricter than the environment allows, and none comes without its day', () => {
  fc.assert(
    fc.property(rollout, fc.constantFrom(...strictness), (dates, allowed) => {
      const { action, since } = stepIn(environment(allowed), dates)
      expect(strictness.indexOf(action)).toBeLessThanOrEqual(strictness.indexOf(allowed))
      const started = { Audit: dates.audit, Warn: dates.warn['production'], Deny: dates.deny['production'] }
      expect(since).toBe(started[action])
    }),
  )
})

test('where nothing is wrong, every Deny follows an Audit of two weeks at least, and every Warn stands between', () => {
  fc.assert(
    fc.property(rollout, dates => {
      const sound =
        Object.values(dates.deny).every(since => daysBetween(dates.audit, since) >= minimumAuditDays) &&
        Object.entries(dates.warn).every(
          ([where, since]) => since >= dates.audit && (dates.deny[where] === undefined || since <= dates.deny[where]),
        )
      expect(rolloutProblems(dates).length === 0).toBe(sound)
    }),
  )
})

test('a Deny a day too early is refused, with the days', () => {
  const deny = (after: number) => ({ audit: '2026-06-01', deny: { production: later('2026-06-01', after) } })
  expect(rolloutProblems(deny(minimumAuditDays))).toEqual([])
  expect(rolloutProblems(deny(minimumAuditDays - 1))).toEqual([
    'denies in production from 2026-06-14, 13 days after audit began; wait 14 days',
  ])
})

test.each(['2026-02-30', '2026-6-1', 'tomorrow', ''])('"%s" is no day', audit => {
  expect(rolloutProblems({ audit })).toEqual([`audit "${audit}" is not a day (YYYY-MM-DD)`])
})
