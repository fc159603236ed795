import type { Plan } from '../plan.ts'
import { tick } from './controller.ts'
import type { State, World } from './state.ts'

/** What one run of the loop did, and when. */
export interface Moment {
  /** Since the new revision was seen. */
  readonly atSeconds: number
  readonly state: State
  readonly events: readonly string[]
}

/** Runs of the loop after which a release counts as one that never ends. */
const patience = 2000

/** One release, from the new revision to its end; the last moment is Succeeded or Failed unless it never ends. */
export function simulate(plan: Plan, world: (state: State) => World): Moment[] {
  const moments: Moment[] = []
  let state: State = { phase: 'Initialized', weight: 0, mirrored: false, iterations: 0, failedChecks: 0 }
  while (moments.length < patience) {
    const outcome = tick(plan, state, world(state))
    moments.push({ atSeconds: moments.length * plan.intervalSeconds, ...outcome })
    state = outcome.state
    if (state.phase === 'Succeeded' || state.phase === 'Failed' || plan.suspend) break
  }
  return moments
}
