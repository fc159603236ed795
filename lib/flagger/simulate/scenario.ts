import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Plan, PlannedMetric } from '../plan.ts'
import type { State, World } from './state.ts'

export const scenarios = {
  healthy: 'the new version is as good as the old one',
  errors: 'the new version answers with errors',
  slow: 'the new version answers late',
  'no-traffic': 'no request reaches the new version',
  flapping: 'one check in three fails',
} as const

export type Scenario = keyof typeof scenarios

/** Checks a person lets pass before answering. */
const patience = 2

/** What Flagger would find at each run of its loop. The same seed tells the same story. */
export function worlds(plan: Plan, scenario: Scenario, seed: number): (state: State) => World {
  const generator = xoroshiro128plus(seed)
  const random = () => uniformFloat64(generator)
  const asked = new Map<string, number>()
  const phases = new Map<string, number>()
  return state => {
    const runs = (phases.get(state.phase) ?? 0) + 1
    phases.set(state.phase, runs)
    return {
      newRevision: state.phase === 'Initialized',
      canary: state.phase === 'Progressing' && runs === 1 ? 'starting' : 'ready',
      primary: state.phase === 'Promoting' && runs === 1 ? 'starting' : 'ready',
      hook: name => answer(plan, name, asked),
      metric: name =>
        measure(
          plan.metrics.find(metric => metric.name === name)!,
          scenario,
          random,
        ),
    }
  }
}

/** A person answers after a while, a test passes, nobody asks for a rollback. */
function answer({ hooks }: Plan, name: string, asked: Map<string, number>): boolean {
  const type = hooks.find(hook => hook.name === name)?.type ?? ''
  if (type === 'rollback') return false
  if (!type.startsWith('confirm-')) return true
  asked.set(name, (asked.get(name) ?? 0) + 1)
  return asked.get(name)! > patience
}

function measure(metric: PlannedMetric, scenario: Scenario, random: () => number): number | undefined {
  // Drawn in any case, so that one metric more or less does not change the story of the others.
  const [chance, size] = [random(), random()]
  const late = isAboutTime(metric)
  switch (scenario) {
    case 'healthy':
      return good(metric, size)
    case 'errors':
      return !late && chance < 0.9 ? bad(metric, size) : good(metric, size)
    case 'slow':
      return late && chance < 0.9 ? bad(metric, size) : good(metric, size)
    case 'no-traffic':
      return undefined
    case 'flapping':
      return chance < 1 / 3 ? bad(metric, size) : good(metric, size)
  }
}

/** Whether a slow version shows in a metric. Metrics carry no kind, so the name has to tell. */
export function isAboutTime({ name }: PlannedMetric): boolean {
  return /latency|duration|fast|speed|p9\d/i.test(name)
}

function good({ min, max }: PlannedMetric, size: number): number {
  if (min !== undefined && max !== undefined) return min + (max - min) * size
  if (max !== undefined) return max * (0.3 + 0.5 * size)
  if (min === undefined) return 1
  return min <= 100 ? min + (100 - min) * size : min * (1 + size)
}

function bad({ min, max }: PlannedMetric, size: number): number {
  if (min !== undefined) return min * (0.97 - 0.2 * size)
  return max === undefined ? 1 : max * (1.1 + 2 * size)
}
