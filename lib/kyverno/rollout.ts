import type { Environment } from '../fleet/environment.ts'
import { daysBetween, isDay } from './day.ts'

export type PolicyAction = Environment['policyAction']

/** A policy's way from telling to refusing. Days as `YYYY-MM-DD`; they are a record, never compared with a clock. */
export interface Rollout {
  /** Day from which breaches are reported everywhere. */
  readonly audit: string
  /** Day from which the author of a change is warned, by environment. @default never */
  readonly warn?: Readonly<Record<string, string>>
  /** Day from which a change is refused, by environment. @default never */
  readonly deny?: Readonly<Record<string, string>>
}

/** The action in force in an environment, and since when. */
export interface RolloutStep {
  readonly action: PolicyAction
  readonly since: string
}

/** Shortest time between the first Audit and a Deny, in days: long enough for every team to have deployed once. */
export const minimumAuditDays = 14

const strictness: readonly PolicyAction[] = ['Audit', 'Warn', 'Deny']

/** The strictest step that has been reached, capped by what the environment allows at all. */
export function stepIn({ name, policyAction }: Environment, { audit, warn, deny }: Rollout): RolloutStep {
  const steps: RolloutStep[] = [{ action: 'Audit', since: audit }]
  if (warn?.[name] !== undefined) steps.push({ action: 'Warn', since: warn[name] })
  if (deny?.[name] !== undefined) steps.push({ action: 'Deny', since: deny[name] })
  return steps.findLast(({ action }) => strictness.indexOf(action) <= strictness.indexOf(policyAction)) ?? steps[0]!
}

/** What is wrong with a rollout, as sentences; none where every Deny follows a long enough Audit. */
export function rolloutProblems({ audit, warn = {}, deny = {} }: Rollout): string[] {
  const dates = [['audit', audit], ...Object.entries(warn), ...Object.entries(deny)] as [string, string][]
  const broken = dates
    .filter(([, date]) => !isDay(date))
    .map(([where, date]) => `${where} "${date}" is not a day (YYYY-MM-DD)`)
  if (broken.length > 0) return broken
  return [
    ...Object.entries(deny)
      .filter(([, since]) => daysBetween(audit, since) < minimumAuditDays)
      .map(
        ([where, since]) =>
          `denies in ${where} from ${since}, ${daysBetween(audit, since)} days after audit began; wait ${minimumAuditDays} days`,
      ),
    ...Object.entries(warn)
      .filter(([where, since]) => since < audit || (deny[where] !== undefined && since > deny[where]))
      .map(([where, since]) => `warns in ${where} from ${since}, which is not between audit and deny`),
  ]
}
