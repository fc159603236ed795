import type { Plan } from '../plan.ts'
import type { Outcome, State, World } from './state.ts'

/** The step after a check that passed. */
export function advance(plan: Plan, state: State, world: World): Outcome {
  if (plan.strategy === 'abTest') return abTest(plan, state, world)
  return plan.strategy === 'blueGreen' ? blueGreen(plan, state, world) : weighted(plan, state, world)
}

function weighted(plan: Plan, state: State, world: World): Outcome {
  const step = nextStep(plan, state.weight)
  if (step <= 0) return { state, events: ['no step to take'] }
  const refused = state.phase === 'Progressing' && !state.mirrored && refusal(plan, world, 'confirm-traffic-increase')
  if (refused) return { state, events: [`waiting for approval of more traffic: ${refused}`] }
  if (state.weight >= plan.maxWeight) return confirmed(plan, state, world) ?? promote(plan, state)
  if (plan.mirror && state.weight === 0 && !state.mirrored) return mirrorOnce(plan, state)
  const weight = Math.min(100, state.weight + step)
  return { state: { ...state, weight, mirrored: false }, events: [`canary gets ${weight} %`] }
}

/** Gateway API mirrors only where iterations are set: there this step repeats for ever. */
function mirrorOnce({ provider }: Plan, state: State): Outcome {
  return { state: { ...state, mirrored: provider !== 'gatewayapi:v1' }, events: ['canary gets a copy of the traffic'] }
}

function abTest(plan: Plan, state: State, world: World): Outcome {
  if (state.iterations < plan.iterations) return iterate(plan, { ...state, weight: 100 })
  return confirmed(plan, state, world) ?? promote(plan, state)
}

function blueGreen(plan: Plan, state: State, world: World): Outcome {
  if (state.iterations < plan.iterations) {
    return iterate(plan, { ...state, mirrored: plan.mirror && plan.provider !== 'kubernetes' })
  }
  const waiting = confirmed(plan, state, world)
  if (waiting) return waiting
  if (state.iterations > plan.iterations) return promote(plan, state)
  const weight = plan.provider === 'kubernetes' ? state.weight : 100
  const events = [weight === 100 ? 'canary gets all traffic' : 'last check']
  return { state: { ...state, weight, mirrored: false, iterations: state.iterations + 1 }, events }
}

function iterate({ iterations }: Plan, state: State): Outcome {
  const next = state.iterations + 1
  return { state: { ...state, iterations: next }, events: [`${next} of ${iterations}`] }
}

/** Where promotion is not approved: the loop waits, and A/B and blue/green go one check back. */
function confirmed(plan: Plan, state: State, world: World): Outcome | undefined {
  const refused = refusal(plan, world, 'confirm-promotion')
  if (!refused) return undefined
  const waiting = { ...state, phase: 'WaitingPromotion', iterations: plan.iterations - 1 } as const
  return { state: waiting, events: [`waiting for approval of promotion: ${refused}`] }
}

function refusal({ hooks }: Plan, world: World, type: string): string | undefined {
  const refused = hooks.find(hook => hook.type === type && !world.hook(hook.name))
  return refused && (refused.ask ?? refused.name)
}

function promote({ hooks }: Plan, state: State): Outcome {
  const approved = hooks
    .filter(({ type }) => type === 'confirm-promotion')
    .map(({ ask, name }) => `${ask ?? name} agreed`)
  return { state: { ...state, phase: 'Promoting' }, events: [...approved, 'copying it to the primary'] }
}

/** @see https://github.com/fluxcd/flagger/blob/main/pkg/controller/scheduler.go (nextStepWeight) */
function nextStep({ stepWeight, stepWeights }: Plan, weight: number): number {
  if (stepWeight > 0 || stepWeights.length === 0) return stepWeight
  const rest = 100 - weight
  if (rest === 0) return 1
  if (weight === 0) return Math.min(rest, stepWeights[0]!)
  const at = stepWeights.findIndex((step, index) => step === weight && index < stepWeights.length - 1)
  return at < 0 ? rest : Math.min(rest, stepWeights[at + 1]! - weight)
}
