import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explain, summary } from './explain.ts'
import { readPlan, type Plan } from './plan.ts'
import { scenarios, worlds, type Scenario } from './simulate/scenario.ts'
import { simulate } from './simulate/simulate.ts'
import { ending, timeline } from './simulate/timeline.ts'

function plan(analysis: object): Plan {
  const metrics = [
    { name: 'success-rate', thresholdRange: { min: 99 } },
    { name: 'latency', thresholdRange: { max: 500 } },
  ]
  const spec = { provider: 'gatewayapi:v1', analysis: { interval: '1m', threshold: 3, metrics, ...analysis } }
  return readPlan({ apiVersion: 'flagger.app/v1beta1', kind: 'Canary', metadata: { name: 'api' }, spec })
}

const weighted = plan({ stepWeight: 10, maxWeight: 50 })
const anyPlan = fc
  .record({
    threshold: fc.integer({ min: 1, max: 5 }),
    steps: fc.integer({ min: 1, max: 6 }),
    kind: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ threshold, steps, kind }) => {
    const shapes = [
      { stepWeight: 10, maxWeight: 10 * steps },
      { stepWeights: Array.from({ length: steps }, (_, i) => (i + 1) * 15) },
      { iterations: steps },
      { iterations: steps, match: [{ headers: { beta: { exact: 'on' } } }] },
    ]
    return plan({ threshold, ...shapes[kind] })
  })

/** Pods and people are ready at once; only checks decide. */
const checksOnly = (plan: Plan, passes: () => boolean) =>
  simulate(plan, ({ phase }) => ({
    newRevision: phase === 'Initialized',
    primary: 'ready',
    canary: 'ready',
    hook: () => true,
    metric: name => (passes() ? (name === 'latency' ? 1 : 100) : undefined),
  }))

test('the earliest promotion and the latest rollback bound every release', () => {
  fc.assert(
    fc.property(anyPlan, fc.infiniteStream(fc.boolean()), (plan, passes) => {
      const { earliestPromotionSeconds = 0, latestRollbackSeconds = 0 } = explain(plan)
      const moments = checksOnly(plan, () => passes.next().value!)
      const { state, atSeconds } = moments.at(-1)!
      const promoted = moments.find(moment => moment.state.phase === 'Promoting')
      if (promoted) expect(promoted.atSeconds).toBeGreaterThanOrEqual(earliestPromotionSeconds)
      if (state.phase === 'Failed') expect(atSeconds).toBeLessThanOrEqual(latestRollbackSeconds)
      expect(['Succeeded', 'Failed']).toContain(state.phase)
    }),
  )
})

test('the latest rollback is reached by the version that fails as late as it can', () => {
  fc.assert(
    fc.property(anyPlan, plan => {
      const promotion = explain(plan).moments.findIndex(({ state }) => state.phase === 'Promoting')
      let run = 0
      const moments = simulate(plan, ({ phase, weight, iterations, failedChecks }) => {
        run++
        const last = run >= promotion + 1 + (plan.threshold - 1)
        const measured = weight > 0 || iterations > 0
        return {
          newRevision: phase === 'Initialized',
          primary: 'ready',
          canary: 'ready',
          hook: () => true,
          metric: () => (measured && (failedChecks < plan.threshold - 1 || last) ? undefined : 100),
        }
      })
      expect(moments.at(-1)).toMatchObject({
        atSeconds: explain(plan).latestRollbackSeconds,
        state: { phase: 'Failed' },
      })
    }),
  )
})

test('says when it can end, who is asked and what is checked', () => {
  const webhooks = [{ type: 'confirm-promotion', name: 'gate', url: 'http://gate/', metadata: { ask: 'team-shop' } }]
  expect(summary(plan({ stepWeight: 10, maxWeight: 50, webhooks }))).toEqual([
    'earliest promotion  after 6m',
    'latest rollback     after 9m, and the time the answers take',
    'pods must be ready  within 10m, or it is rolled back',
    'checked each time   success-rate at least 99, latency at most 500',
    'asked               team-shop, before promotion',
  ])
})

test('in an A/B test, shares are of the requests that match', () => {
  const byCookie = plan({ iterations: 2, match: [{ headers: { cookie: { exact: 'a' } } }] })
  expect(summary(byCookie)).toContain('shares are of       the matching requests')
  expect(ending(byCookie, simulate(byCookie, worlds(byCookie, 'errors', 1)))).toMatch(
    /had 100 % of the matching requests at most$/,
  )
})

test('what is checked goes over the end of no line', () => {
  const metrics = Array.from({ length: 8 }, (_, i) => ({ name: `metric-${i}`, thresholdRange: { min: 99 } }))
  const lines = summary(plan({ stepWeight: 10, maxWeight: 50, metrics }))
  expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80)
  expect(lines.join(' ').replace(/ +/g, ' ')).toContain('metric-7 at least 99')
})

describe.each(Object.keys(scenarios) as Scenario[])('scenario %s', scenario => {
  test('the same seed tells the same story', () => {
    const tell = (seed: number) => timeline(simulate(weighted, worlds(weighted, scenario, seed)))
    expect(tell(7)).toEqual(tell(7))
  })

  test('no line is wider than the terminal', () => {
    for (const width of [80, 120]) {
      const lines = timeline(simulate(weighted, worlds(weighted, scenario, 1)), width)
      expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(width)
    }
  })
})

test('with a fixed seed: what each scenario comes to', () => {
  const end = (scenario: Scenario, seed: number) =>
    ending(weighted, simulate(weighted, worlds(weighted, scenario, seed)))
  expect(end('healthy', 1)).toBe('promoted after 10m')
  expect(end('errors', 1)).toBe('rolled back after 7m; the canary had 20 % of the traffic at most')
  expect(end('slow', 1)).toBe('rolled back after 6m; the canary had 10 % of the traffic at most')
  expect(end('no-traffic', 1)).toBe('rolled back after 6m; the canary had 10 % of the traffic at most')
  expect(new Set([1, 2, 3, 4, 5, 6].map(seed => end('flapping', seed).split(' ')[0]))).toEqual(
    new Set(['promoted', 'rolled']),
  )
})

test('a slow version is promoted where no gate measures time', () => {
  const blind = plan({
    stepWeight: 10,
    maxWeight: 50,
    metrics: [{ name: 'success-rate', thresholdRange: { min: 99 } }],
  })
  expect(ending(blind, simulate(blind, worlds(blind, 'slow', 1)))).toMatch(/^promoted/)
})

test('people take two checks to answer', () => {
  const asking = plan({
    stepWeight: 50,
    maxWeight: 50,
    webhooks: [{ type: 'confirm-promotion', name: 'gate', url: 'http://g/' }],
  })
  const moments = simulate(asking, worlds(asking, 'healthy', 1))
  expect(moments.filter(({ state }) => state.phase === 'WaitingPromotion')).toHaveLength(2)
  expect(moments.at(-1)!.state.phase).toBe('Succeeded')
})
