import type { Plan, PlannedMetric } from './plan.ts'
import { simulate, type Moment } from './simulate/simulate.ts'
import { clock } from './simulate/timeline.ts'

/** What a release means in time, when every pod is ready at once and every approval is given at once. */
export interface Explanation {
  readonly moments: readonly Moment[]
  /** When the new version is copied to the primary; undefined where it never is. */
  readonly earliestPromotionSeconds: number | undefined
  /** When failed checks can roll back for the last time; approvals only add to it. */
  readonly latestRollbackSeconds: number | undefined
  readonly asked: readonly { readonly who: string; readonly before: string }[]
}

const befores: Readonly<Record<string, string>> = {
  'confirm-rollout': 'the release starts',
  'confirm-traffic-increase': 'each step',
  'confirm-promotion': 'promotion',
}

export function explain(plan: Plan): Explanation {
  const moments = simulate(plan, state => ({
    newRevision: state.phase === 'Initialized',
    primary: 'ready',
    canary: 'ready',
    hook: name => plan.hooks.find(hook => hook.name === name)?.type !== 'rollback',
    metric: name => passing(plan.metrics.find(metric => metric.name === name)!),
  }))
  const promotion = moments.findIndex(({ state }) => state.phase === 'Promoting')
  return {
    moments,
    earliestPromotionSeconds: promotion < 0 ? undefined : moments[promotion]!.atSeconds,
    // Every failed check but the last repeats a step; the last one is at the last step, and the run after it rolls back.
    latestRollbackSeconds: promotion < 0 ? undefined : (promotion + plan.threshold) * plan.intervalSeconds,
    asked: plan.hooks.flatMap(({ type, ask, name }) =>
      befores[type] ? [{ who: ask ?? name, before: befores[type] }] : [],
    ),
  }
}

/** The questions and their answers, one a line. */
export function summary(plan: Plan): string[] {
  const { earliestPromotionSeconds, latestRollbackSeconds, asked } = explain(plan)
  const when = (seconds: number | undefined) => (seconds === undefined ? 'never' : `after ${clock(seconds)}`)
  return [
    `earliest promotion  ${when(earliestPromotionSeconds)}`,
    `latest rollback     ${when(latestRollbackSeconds)}${asked.length > 0 ? ', and the time the answers take' : ''}`,
    `pods must be ready  within ${clock(plan.deadlineSeconds)}, or it is rolled back`,
    `checked each time   ${plan.metrics.map(bound).join(', ') || 'nothing'}`,
    ...asked.map(({ who, before }) => `asked               ${who}, before ${before}`),
  ]
}

function bound({ name, min, max }: PlannedMetric): string {
  const parts = [min !== undefined && `at least ${min}`, max !== undefined && `at most ${max}`].filter(Boolean)
  return `${name} ${parts.join(' and ')}`
}

/** A value that the metric lets pass. */
function passing({ min, max }: PlannedMetric): number {
  return min ?? max ?? 0
}
