import type { Plan, PlannedMetric } from './plan.ts'
import { simulate, type Moment } from './simulate/simulate.ts'
import { clock, shared } from './simulate/timeline.ts'
import { wrap } from './simulate/wrap.ts'

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

/** The questions and their answers, in lines of at most 80 columns. */
export function summary(plan: Plan): string[] {
  const { earliestPromotionSeconds, latestRollbackSeconds, asked } = explain(plan)
  const when = (seconds: number | undefined) => (seconds === undefined ? 'never' : `after ${clock(seconds)}`)
  return [
    ['earliest promotion', when(earliestPromotionSeconds)],
    ['latest rollback', `${when(latestRollbackSeconds)}${asked.length > 0 ? ', and the time the answers take' : ''}`],
    ['pods must be ready', `within ${clock(plan.deadlineSeconds)}, or it is rolled back`],
    ['checked each time', plan.metrics.map(bound).join(', ') || 'nothing'],
    ...(plan.strategy === 'abTest' ? [['shares are of', shared(plan)]] : []),
    ...asked.map(({ who, before }) => ['asked', `${who}, before ${before}`]),
  ].flatMap(([question, answer]) => answered(question!, answer!))
}

function answered(question: string, answer: string): string[] {
  return wrap(answer, 60).map((line, i) => (i === 0 ? question : '').padEnd(20) + line)
}

function bound({ name, min, max }: PlannedMetric): string {
  const parts = [min !== undefined && `at least ${min}`, max !== undefined && `at most ${max}`].filter(Boolean)
  return `${name} ${parts.join(' and ')}`
}

/** A value that the metric lets pass. */
function passing({ min, max }: PlannedMetric): number {
  return min ?? max ?? 0
}
