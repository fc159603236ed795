import { expect, test } from 'vitest'
import type { Manifest } from '../../manifest/manifest.ts'
import { readPlan, type Plan } from '../plan.ts'
import { tick } from './controller.ts'
import type { Outcome, Phase, State, World } from './state.ts'

const well: World = { newRevision: false, primary: 'ready', canary: 'ready', hook: () => true, metric: () => 100 }

function plan(analysis: object, spec: object = {}): Plan {
  const base = { interval: '1m', threshold: 2, metrics: [{ name: 'success', thresholdRange: { min: 99 } }] }
  return readPlan({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: 'api' },
    spec: { provider: 'istio', ...spec, analysis: { ...base, ...analysis } },
  } as Manifest)
}

const hook = (type: string, name = type) => ({ type, name, url: 'http://hooks/' })
const weighted = plan({ stepWeight: 20, maxWeight: 40 })
const twins = plan({ iterations: 2 })
const split = plan({ iterations: 2, match: [{ headers: { beta: { exact: 'on' } } }] })

function at(phase: Phase, rest: Partial<State> = {}): State {
  return { phase, weight: 0, mirrored: false, iterations: 0, failedChecks: 0, ...rest }
}

/** States of the loop, one run after the other, until the phase is the last one. */
function run(plan: Plan, from: State, until: Phase): string[] {
  const seen: string[] = []
  let state = from
  for (let i = 0; i < 50 && state.phase !== until; i++) {
    state = tick(plan, state, well).state
    seen.push(`${state.phase} ${state.weight}`)
  }
  return seen
}

const not =
  (...names: string[]) =>
  (name: string) =>
    !names.includes(name)
const phaseOf = ({ state }: Outcome) => state.phase

test('Initializing becomes Initialized once the primary is ready', () => {
  expect(phaseOf(tick(weighted, at('Initializing'), { ...well, primary: 'starting' }))).toBe('Initializing')
  expect(phaseOf(tick(weighted, at('Initializing'), well))).toBe('Initialized')
})

test.each(['Initialized', 'Succeeded', 'Failed'] as const)('%s stays until a new revision comes', phase => {
  expect(tick(weighted, at(phase), well).state).toEqual(at(phase))
  expect(tick(weighted, at(phase, { failedChecks: 1 }), { ...well, newRevision: true }).state).toEqual(
    at('Progressing'),
  )
})

test('a new revision waits while its rollout is not confirmed', () => {
  const asking = plan({ stepWeight: 20, webhooks: [hook('confirm-rollout')] })
  const no = { ...well, newRevision: true, hook: not('confirm-rollout') }
  expect(phaseOf(tick(asking, at('Succeeded'), no))).toBe('Waiting')
  expect(phaseOf(tick(asking, at('Waiting'), { ...no, newRevision: false }))).toBe('Waiting')
  expect(phaseOf(tick(asking, at('Waiting'), well))).toBe('Progressing')
})

test('weights go up to the maximum, then the primary is updated and gets all traffic at once', () => {
  expect(run(weighted, at('Progressing'), 'Succeeded')).toEqual([
    'Progressing 20',
    'Progressing 40',
    'Promoting 40',
    'Finalising 0',
    'Succeeded 0',
  ])
})

test('listed weights are taken one after the other, and the last is the maximum', () => {
  const listed = plan({ stepWeights: [1, 5, 50] })
  expect(run(listed, at('Progressing'), 'Promoting')).toEqual([
    'Progressing 1',
    'Progressing 5',
    'Progressing 50',
    'Promoting 50',
  ])
})

test('a step that misses the maximum goes beyond it, and no step goes beyond 100', () => {
  expect(run(plan({ stepWeight: 30, maxWeight: 50 }), at('Progressing'), 'Promoting')).toContain('Progressing 60')
  expect(run(plan({ stepWeight: 60 }), at('Progressing'), 'Promoting')).toContain('Progressing 100')
})

test('with a promotion step, the traffic goes back to the new primary in steps', () => {
  const slowly = plan({ stepWeight: 50, maxWeight: 50, stepWeightPromotion: 20 })
  expect(run(slowly, at('Promoting', { weight: 50 }), 'Succeeded')).toEqual([
    'Promoting 30',
    'Promoting 10',
    'Finalising 0',
    'Succeeded 0',
  ])
})

test('A/B sends matching requests to the canary at once and counts checks', () => {
  expect(run(split, at('Progressing'), 'Promoting')).toEqual(['Progressing 100', 'Progressing 100', 'Promoting 100'])
})

test('blue/green counts checks without traffic, then one with all of it', () => {
  expect(run(twins, at('Progressing'), 'Succeeded')).toEqual([
    'Progressing 0',
    'Progressing 0',
    'Progressing 100',
    'Promoting 100',
    'Finalising 0',
    'Succeeded 0',
  ])
})

test('blue/green of the kubernetes provider moves no traffic, and makes ten checks where nothing is set', () => {
  const plain = plan({ stepWeight: 20, match: [{}] }, { provider: 'kubernetes' })
  expect([plain.strategy, plain.iterations]).toEqual(['blueGreen', 10])
  expect(run(plain, at('Progressing'), 'Succeeded').every(state => state.endsWith(' 0'))).toBe(true)
})

test('blue/green mirrors during its checks and stops before the canary gets all traffic', () => {
  const mirrored = plan({ iterations: 1, mirror: true })
  const first = tick(mirrored, at('Progressing'), well).state
  expect(first).toMatchObject({ weight: 0, mirrored: true, iterations: 1 })
  expect(tick(mirrored, first, well).state).toMatchObject({ weight: 100, mirrored: false, iterations: 2 })
})

test('mirroring between weights is one step more; on Gateway API it never ends', () => {
  const steps = plan({ stepWeight: 50, maxWeight: 50, mirror: true })
  expect(run(steps, at('Progressing'), 'Promoting')).toEqual(['Progressing 0', 'Progressing 50', 'Promoting 50'])
  const stuck = plan({ stepWeight: 50, maxWeight: 50, mirror: true }, { provider: 'gatewayapi:v1' })
  expect(run(stuck, at('Progressing'), 'Promoting')).toHaveLength(50)
})

test('nothing is measured before the canary has traffic; pre-rollout hooks are called instead', () => {
  const tested = plan({ stepWeight: 20, webhooks: [hook('pre-rollout')] })
  expect(tick(tested, at('Progressing'), { ...well, metric: () => undefined }).state.weight).toBe(20)
  const { state } = tick(tested, at('Progressing'), { ...well, hook: () => false })
  expect(state).toEqual(at('Progressing', { failedChecks: 1 }))
})

test.each([
  ['a metric out of bounds', { ...well, metric: () => 98.9 }],
  ['a metric without values', { ...well, metric: () => undefined }],
  ['a rollout hook that fails', { ...well, hook: not('load-test') }],
])('%s is a failed check: the step is not taken', (_, world) => {
  const loaded = plan({ stepWeight: 20, webhooks: [hook('rollout', 'load-test')] })
  expect(tick(loaded, at('Progressing', { weight: 20 }), world).state).toEqual(
    at('Progressing', { weight: 20, failedChecks: 1 }),
  )
})

test('failed checks add up over the whole release, and the run after the threshold rolls back', () => {
  const bad = { ...well, metric: () => 0 }
  const one = tick(weighted, at('Progressing', { weight: 20 }), bad).state
  const between = tick(weighted, one, well).state
  const two = tick(weighted, between, bad).state
  expect(two).toEqual(at('Progressing', { weight: 40, failedChecks: 2 }))
  expect(tick(weighted, two, well).state).toEqual(at('Failed'))
})

test('a rollback hook that answers with success ends the release', () => {
  const stoppable = plan({ stepWeight: 20, webhooks: [hook('rollback')] })
  expect(phaseOf(tick(stoppable, at('Progressing', { weight: 20 }), well))).toBe('Failed')
  expect(phaseOf(tick(stoppable, at('WaitingPromotion', { weight: 20 }), well))).toBe('Failed')
  expect(phaseOf(tick(stoppable, at('Promoting', { weight: 20 }), well))).toBe('Finalising')
})

test('more traffic may need an approval each time', () => {
  const asking = plan({ stepWeight: 20, webhooks: [hook('confirm-traffic-increase')] })
  const no = { ...well, hook: () => false }
  expect(tick(asking, at('Progressing', { weight: 20 }), no).state).toEqual(at('Progressing', { weight: 20 }))
  expect(tick(asking, at('Progressing', { weight: 20 }), well).state.weight).toBe(40)
})

test('promotion may need an approval; a waiting release is measured on, and can still fail', () => {
  const asking = plan({ stepWeight: 20, maxWeight: 20, webhooks: [hook('confirm-promotion')] })
  const no = { ...well, hook: () => false }
  const waiting = tick(asking, at('Progressing', { weight: 20 }), no).state
  expect(waiting).toMatchObject({ phase: 'WaitingPromotion', weight: 20 })
  expect(tick(asking, waiting, { ...no, metric: () => 0 }).state.failedChecks).toBe(1)
  expect(phaseOf(tick(asking, { ...waiting, failedChecks: 2 }, no))).toBe('Failed')
  expect(phaseOf(tick(asking, waiting, well))).toBe('Promoting')
})

test('A/B goes one check back each time its promotion is refused', () => {
  const asking = plan({ iterations: 3, match: [{}], webhooks: [hook('confirm-promotion')] })
  const { state } = tick(asking, at('Progressing', { weight: 100, iterations: 3 }), { ...well, hook: () => false })
  expect(state).toMatchObject({ phase: 'WaitingPromotion', iterations: 2 })
})

test('another revision during the analysis starts it again from zero', () => {
  const { state } = tick(weighted, at('Progressing', { weight: 40, failedChecks: 1 }), { ...well, newRevision: true })
  expect(state).toEqual(at('Progressing'))
})

test('pods that start halt the loop without a failed check; pods that are stuck end the release', () => {
  const running = at('Progressing', { weight: 20 })
  expect(tick(weighted, running, { ...well, canary: 'starting', metric: () => 0 }).state).toEqual(running)
  expect(tick(weighted, running, { ...well, canary: 'stuck' }).state).toEqual(at('Failed'))
  expect(tick(weighted, running, { ...well, primary: 'stuck' }).state).toEqual(at('Failed'))
  expect(tick(weighted, at('Promoting', { weight: 40 }), { ...well, primary: 'starting' }).state.phase).toBe(
    'Promoting',
  )
})

test('a primary that gets stuck during promotion leaves all traffic on the canary', () => {
  const { state } = tick(weighted, at('Promoting', { weight: 40 }), { ...well, primary: 'stuck' })
  expect(state).toEqual(at('Failed', { weight: 100 }))
})

test('skipAnalysis promotes without looking, but not pods that are stuck', () => {
  const blind = plan({ stepWeight: 20 }, { skipAnalysis: true })
  const bad = { ...well, metric: () => 0 }
  expect(tick(blind, at('Progressing'), bad).state).toEqual(at('Succeeded'))
  expect(tick(blind, at('Progressing'), { ...bad, canary: 'stuck' }).state).toEqual(at('Failed'))
})

test('suspend stops everything', () => {
  const suspended = plan({ stepWeight: 20 }, { suspend: true })
  const running = at('Progressing', { weight: 20 })
  expect(tick(suspended, running, { ...well, metric: () => 0 }).state).toBe(running)
})

test('a step of zero goes nowhere', () => {
  expect(tick(plan({ stepWeight: 0 }), at('Progressing'), well).state).toEqual(at('Progressing'))
})
