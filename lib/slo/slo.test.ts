import { App, Chart } from 'cdk8s'
import { expect, test } from 'vitest'
import type { Manifest } from '../manifest/manifest.ts'
import { availability, custom, latency } from './indicator.ts'
import { defineSlo, sloProblems, type Objective, type RunbookUrl } from './slo-definition.ts'
import { Slo } from './slo.ts'

const runbook = 'https://git.acme.internal/platform/src/docs/runbooks/slo-budget-burn.md'
const promise = { name: 'api', service: 'api', indicator: availability(), runbook } as const

function render(slo: ReturnType<typeof defineSlo>): Manifest[] {
  const chart = new Chart(new App(), 'test', { namespace: 'shop' })
  new Slo(chart, 'slo', { slo, platform: { provider: 'gatewayapi:v1' } })
  return chart.toJson() as Manifest[]
}

test('an objective becomes one PrometheusRule and one dashboard that Grafana finds by its label', () => {
  const manifests = render(defineSlo({ ...promise, objective: '99.9%' }))
  expect(manifests.map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name])).toEqual([
    ['PrometheusRule', 'shop', 'slo-api'],
    ['ConfigMap', 'shop', 'slo-api-dashboard'],
  ])
  expect(manifests[1]!.metadata.labels).toEqual({ grafana_dashboard: '1' })
  const [json] = Object.values(manifests[1]!['data'] as Record<string, string>)
  expect(JSON.parse(json!)).toMatchObject({ title: 'SLO shop/api', tags: ['slo', 'shop', 'api'] })
})

test('an objective of 100 % or more, or without a unit, does not compile and does not render', () => {
  // @ts-expect-error 100 % leaves no error budget
  const all: Objective = '100%'
  // @ts-expect-error a share has a unit
  const bare: Objective = '99.9'
  expect(bare).toBe('99.9')
  expect(() => render(defineSlo({ ...promise, objective: all }))).toThrow(
    'slo "api": the objective 100% leaves no error budget; choose one below 100%, e.g. 99.9%',
  )
  expect(() => render(defineSlo({ ...promise, objective: '00%' }))).toThrow('leaves no error budget')
})

test('an objective so low that its page could never fire is refused', () => {
  expect(sloProblems(defineSlo({ ...promise, objective: '90%' }), 'istio')).toEqual([
    'slo "api": the objective 90% is so low that its page can never fire; raise it over 93.1%',
  ])
  expect(sloProblems(defineSlo({ ...promise, objective: '94%' }), 'istio')).toEqual([])
})

test('a latency that is no bound of the histogram is refused, because no series would match', () => {
  const between = defineSlo({ ...promise, objective: '99%', indicator: latency('300ms') })
  expect(sloProblems(between, 'gatewayapi:v1')).toEqual([
    expect.stringContaining(
      'slo "api": 300ms is no bound of the latency histogram of gatewayapi:v1; choose one of 0.5ms',
    ),
  ])
  expect(sloProblems(between, 'linkerd')).toEqual([])
})

test('a provider whose series are unknown needs a custom indicator', () => {
  expect(sloProblems(defineSlo({ ...promise, objective: '99%' }), 'apisix')).toEqual([
    'slo "api": no request series of apisix are known; count the events with custom(...)',
  ])
  const jobs = custom({
    good: 'sum(rate(jobs_total{ok="true"}[$window]))',
    total: 'sum(rate(jobs_total[$window]))',
  })
  expect(sloProblems(defineSlo({ ...promise, objective: '99%', indicator: jobs }), 'apisix')).toEqual([])
})

test('a runbook outside docs/runbooks does not compile', () => {
  // @ts-expect-error the address must end in /docs/runbooks/<name>.md
  const elsewhere: RunbookUrl = 'https://wiki.acme.internal/slo'
  expect(elsewhere).toBeDefined()
})
