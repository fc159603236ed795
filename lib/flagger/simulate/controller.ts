import type { Plan } from '../plan.ts'
import { analyse, preRollout } from './checks.ts'
import { advance } from './strategies.ts'
import type { Outcome, State, World } from './state.ts'

/**
 * One run of Flagger's analysis loop, which it starts every interval: what happens, and the state it leaves.
 * Pure. The order of the questions is the controller's own.
 * @see https://github.com/fluxcd/flagger/blob/main/pkg/controller/scheduler.go (advanceCanary)
 */
export function tick(plan: Plan, state: State, world: World): Outcome {
  if (plan.suspend) return { state, events: ['suspended'] }
  return initialize(state, world) ?? start(plan, state, world) ?? proceed(plan, state, world)
}

/** The first time: Flagger makes the primary, and takes the target's traffic and pods away. */
function initialize(state: State, world: World): Outcome | undefined {
  if (state.phase !== 'Initializing') return undefined
  if (world.primary !== 'ready') return { state, events: ['waiting for the primary'] }
  return { state: { ...idle, phase: 'Initialized' }, events: ['primary is ready'] }
}

/** Between two releases: waits for a new revision, and for whoever must approve it. */
function start(plan: Plan, state: State, world: World): Outcome | undefined {
  const resting = ['Initialized', 'Succeeded', 'Failed'].includes(state.phase)
  if (!resting && state.phase !== 'Waiting') return undefined
  if (resting && !world.newRevision) return { state, events: [] }
  if (world.primary === 'starting' && !plan.skipAnalysis) return { state, events: ['waiting for the primary'] }
  if (world.primary === 'stuck' && !plan.skipAnalysis) return rollBack(state, ['primary is stuck'])
  const refused = plan.hooks.find(({ type, name }) => type === 'confirm-rollout' && !world.hook(name))
  if (refused) {
    return { state: { ...state, phase: 'Waiting' }, events: [`waiting for approval: ${refused.ask ?? refused.name}`] }
  }
  return { state: { ...idle, phase: 'Progressing' }, events: ['new revision, pods are starting'] }
}

function proceed(plan: Plan, state: State, world: World): Outcome {
  const halted = unready(plan, state, world) ?? interrupted(plan, state, world)
  return halted ?? (isPromoting(state) ? finish(plan, state) : check(plan, state, world))
}

function isPromoting({ phase }: State): boolean {
  return phase === 'Promoting' || phase === 'Finalising'
}

/** Pods that are not ready yet halt the loop without a failed check; pods that are stuck end it. */
function unready(plan: Plan, state: State, world: World): Outcome | undefined {
  if (world.primary === 'stuck' && !plan.skipAnalysis) {
    if (!isPromoting(state)) return rollBack(state, ['primary is stuck'])
    // During promotion the canary is the only healthy copy: it gets all the traffic.
    return {
      state: { ...idle, weight: 100, phase: 'Failed' },
      events: ['promotion failed, traffic stays on the canary'],
    }
  }
  if (world.primary === 'starting' && !plan.skipAnalysis) return { state, events: ['waiting for the primary'] }
  const analysing = state.phase === 'Progressing' || state.phase === 'WaitingPromotion'
  if (analysing && world.newRevision) {
    return { state: { ...idle, phase: 'Progressing' }, events: ['another revision, starting again'] }
  }
  if (world.canary === 'stuck') return rollBack(state, ['progress deadline exceeded'])
  return world.canary === 'starting' ? { state, events: ['waiting for the canary'] } : undefined
}

function interrupted(plan: Plan, state: State, world: World): Outcome | undefined {
  if (plan.skipAnalysis) return { state: { ...idle, phase: 'Succeeded' }, events: ['analysis skipped, promoted'] }
  if (!['Progressing', 'WaitingPromotion'].includes(state.phase)) return undefined
  const signal = plan.hooks.find(({ type, name }) => type === 'rollback' && world.hook(name))
  return signal && rollBack(state, [`${signal.name} asks for a rollback`])
}

/** The new version is copied to the primary; then the traffic follows, then the canary's pods go. */
function finish(plan: Plan, state: State): Outcome {
  if (state.phase === 'Finalising') return { state: { ...idle, phase: 'Succeeded' }, events: ['promoted'] }
  const weight = plan.promotionStep === 0 ? 0 : Math.max(0, state.weight - plan.promotionStep)
  // Blue/green of the kubernetes provider moves no traffic: the Service points at the primary all along.
  const done = weight === 0 || plan.provider === 'kubernetes'
  const next = { ...state, weight: done ? 0 : weight, mirrored: false }
  if (!done) return { state: next, events: [`primary gets ${100 - weight} %`] }
  return { state: { ...next, iterations: 0, phase: 'Finalising' }, events: ['primary gets all traffic'] }
}

function check(plan: Plan, state: State, world: World): Outcome {
  if (state.failedChecks >= plan.threshold) {
    return rollBack(state, [`${state.failedChecks} checks failed, which is the threshold`])
  }
  const untouched = state.weight === 0 && state.iterations === 0 && !(plan.mirror && state.mirrored)
  const problem = untouched ? preRollout(plan, world) : analyse(plan, world)
  if (problem === undefined) {
    const { state: next, events } = advance(plan, state, world)
    return { state: next, events: [...passed(plan, untouched), ...events] }
  }
  const failedChecks = state.failedChecks + 1
  return { state: { ...state, failedChecks }, events: [`${problem} (${failedChecks}/${plan.threshold})`] }
}

function passed({ hooks }: Plan, untouched: boolean): string[] {
  if (!untouched) return ['checks passed']
  const first = hooks.filter(({ type }) => type === 'pre-rollout').map(({ name }) => name)
  return first.length > 0 ? [`${first.join(', ')} passed`] : []
}

function rollBack(state: State, events: readonly string[]): Outcome {
  return { state: { ...idle, phase: 'Failed' }, events: [...events, `rolled back from ${state.weight} %`] }
}

const idle: Omit<State, 'phase'> = { weight: 0, mirrored: false, iterations: 0, failedChecks: 0 }
