import { expect, test } from 'vitest'
import { availability, custom, latency } from '../slo/indicator.ts'
import { defineSlo } from '../slo/slo-definition.ts'
import { fastRequests, promql, successRate } from './gate.ts'
import { budgetGate, gateOf } from './slo-gates.ts'

const runbook = 'https://git.acme.internal/platform/src/docs/runbooks/slo-budget-burn.md'
const promise = { name: 'api', service: 'api', objective: '99.9%', runbook } as const
const jobs = { good: 'sum(rate(ok[$window]))', total: 'sum(rate(all[$window]))' }

test('the gate of an objective is the objective, measured of the new version alone', () => {
  expect(gateOf(defineSlo({ ...promise, indicator: availability() }))).toEqual(successRate('99.9%'))
  expect(gateOf(defineSlo({ ...promise, indicator: latency('250ms') }))).toEqual(fastRequests('99.9%', '250ms'))
  const canary = {
    good: 'sum(rate(ok{v="{{ target }}"}[$window]))',
    total: 'sum(rate(all{v="{{ target }}"}[$window]))',
  }
  expect(gateOf(defineSlo({ ...promise, indicator: custom({ ...jobs, canary }) }))).toEqual(
    promql({
      name: 'api',
      unit: 'percent',
      query:
        '100 * (sum(rate(ok{v="{{ target }}"}[{{ interval }}]))) / (sum(rate(all{v="{{ target }}"}[{{ interval }}])))',
      min: 99.9,
    }),
  )
})

test('events that cannot be told apart by version gate nothing, and that does not compile', () => {
  const blind = defineSlo({ ...promise, indicator: custom(jobs), noGateBecause: 'jobs carry no version' })
  // @ts-expect-error the indicator has no canary
  expect(() => gateOf(blind)).toThrow()
})

test('the budget gate lets a release go on in the zones healthy and caution only', () => {
  const { bounds, measure } = budgetGate(defineSlo({ ...promise, indicator: availability() }))
  expect(bounds).toEqual({ max: 1 })
  expect(measure).toMatchObject({ query: 'max(slo:error_budget:zone{namespace="{{ namespace }}",slo="api"})' })
})
