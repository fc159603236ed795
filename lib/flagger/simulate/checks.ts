import type { Plan, PlannedMetric } from '../plan.ts'
import type { World } from './state.ts'

/** Hooks that must pass before the canary gets traffic: the first that does not, as a sentence. */
export function preRollout({ hooks }: Plan, world: World): string | undefined {
  const failed = hooks.find(({ type, name }) => type === 'pre-rollout' && !world.hook(name))
  return failed && `${failed.name} failed`
}

/** Rollout hooks, then metrics; the first problem ends the check. */
export function analyse({ hooks, metrics }: Plan, world: World): string | undefined {
  const failed = hooks.find(({ type, name }) => type === 'rollout' && !world.hook(name))
  if (failed) return `${failed.name} failed`
  for (const metric of metrics) {
    const problem = measure(metric, world.metric(metric.name))
    if (problem !== undefined) return problem
  }
  return undefined
}

/** No value is a failed check: Flagger takes it for a canary without traffic. */
function measure({ name, min, max }: PlannedMetric, value: number | undefined): string | undefined {
  if (value === undefined) return `${name} has no values`
  if (min !== undefined && value < min) return `${name} ${short(value)} < ${min}`
  if (max !== undefined && value > max) return `${name} ${short(value)} > ${max}`
  return undefined
}

function short(value: number): string {
  return String(Number(value.toFixed(2)))
}
