import { expect, test } from 'vitest'
import { availability, latency } from './indicator.ts'
import { workloadSeries } from './request-series.ts'
import { defineSlo, type DefinedSlo } from './slo-definition.ts'
import { sloRules } from './slo-rules.ts'
import { firing, noPromtool, promtoolNote, verdict } from './test/promtool.ts'

const runbook = 'https://git.acme.internal/platform/src/docs/runbooks/slo-budget-burn.md'
const answered = defineSlo({
  name: 'api-answers',
  service: 'api',
  objective: '99.9%',
  indicator: availability(),
  runbook,
})
const fast = defineSlo({
  name: 'api-speed',
  service: 'api',
  objective: '99%',
  indicator: latency('250ms'),
  runbook,
})

/** What Prometheus makes of the rules of an objective. */
function verdictOf(slo: DefinedSlo, series: Record<string, string>, expectations: object): string {
  const rules = sloRules(slo, { namespace: 'shop', series: workloadSeries('gatewayapi:v1', 'shop', slo.service) })
  return verdict((rules['spec'] as { groups: unknown }).groups, series, expectations)
}

const requests = (code: number, backend = 0, of = 'api') =>
  `envoy_cluster_upstream_rq_xx{envoy_cluster_name="httproute/shop/${of}/rule/0/backend/${backend}",envoy_response_code_class="${code}"}`

const alerts = (fast: boolean, slow: boolean) => ({ SloBurnsFast: fast, SloBurnsSlowly: slow })
const nobody = alerts(false, false)

test.skipIf(noPromtool)(`a healthy workload alerts nobody and keeps its budget${promtoolNote}`, () => {
  const healthy = { [requests(2)]: '0+600x360' }
  const promql_expr_test = [
    ...firing('5h', nobody),
    { expr: 'slo:error_budget:remaining', eval_time: '5h', exp_samples: [sample('slo:error_budget:remaining', 1)] },
    { expr: 'slo:error_budget:zone', eval_time: '5h', exp_samples: [sample('slo:error_budget:zone', 0)] },
  ]
  expect(verdictOf(answered, healthy, { promql_expr_test })).toBe('as expected')
})

test.skipIf(noPromtool)(
  `2 % of errors page within minutes, and the page ends soon after the errors${promtoolNote}`,
  () => {
    // Two hours well, one with 2 % of errors (20 times the budget), then well again.
    const outage = {
      [requests(2)]: '0+1000x120 120980+980x59 178800+1000x120',
      [requests(5)]: '0+0x120 20+20x59 1200+0x120',
    }
    const promql_expr_test = [
      ...firing('1h50m', nobody),
      ...firing('2h50m', alerts(true, true)),
      ...firing('3h40m', alerts(false, true)),
    ]
    expect(verdictOf(answered, outage, { promql_expr_test })).toBe('as expected')
  },
)

test.skipIf(noPromtool)(`a burn of 4 opens a ticket and pages nobody${promtoolNote}`, () => {
  const some = { [requests(2)]: '0+996x360', [requests(5)]: '0+4x360' }
  expect(verdictOf(answered, some, { promql_expr_test: firing('6h', alerts(false, true)) })).toBe('as expected')
})

test.skipIf(noPromtool)(`the page says what burns, how much, and where to read on${promtoolNote}`, () => {
  const bad = { [requests(2)]: '0+980x30', [requests(5)]: '0+20x30' }
  const page = {
    exp_labels: { namespace: 'shop', slo: 'api-answers', severity: 'critical' },
    exp_annotations: {
      summary: 'api burns the error budget of api-answers (99.9% over 30 days)',
      description: '2% of the events were bad in the last 1h or 6h',
      runbook_url: runbook,
    },
  }
  const alert_rule_test = [{ eval_time: '20m', alertname: 'SloBurnsFast', exp_alerts: [page] }]
  expect(verdictOf(answered, bad, { alert_rule_test })).toBe('as expected')
})

test.skipIf(noPromtool)(
  `a workload without requests alerts nobody, and its whole budget is left${promtoolNote}`,
  () => {
    const idle = { [requests(2)]: '100+0x720' }
    const remaining = sample('slo:error_budget:remaining', 1)
    const promql_expr_test = [
      ...firing('12h', nobody),
      { expr: 'slo:error_budget:remaining', eval_time: '12h', exp_samples: [remaining] },
    ]
    expect(verdictOf(answered, idle, { promql_expr_test })).toBe('as expected')
  },
)

test.skipIf(noPromtool)(`the zone goes from healthy over caution to spent${promtoolNote}`, () => {
  const zoneAfter = (errors: number, zone: number) => {
    const series = {
      [requests(2)]: `0+${100_000 - errors}x120`,
      [requests(5)]: `0+${errors}x120`,
      [requests(5, 0, 'other')]: '0+900x120',
    }
    const is = { expr: 'slo:error_budget:zone', eval_time: '2h', exp_samples: [sample('slo:error_budget:zone', zone)] }
    return verdictOf(answered, series, { promql_expr_test: [is] })
  }
  const zones = [zoneAfter(40, 0), zoneAfter(60, 1), zoneAfter(95, 2), zoneAfter(500, 2)]
  expect(zones).toEqual(zones.map(() => 'as expected'))
})

test.skipIf(noPromtool)(`latency counts requests over the limit, mirrored ones left out${promtoolNote}`, () => {
  const bucket = (le: string, cluster = 'rule/0/backend/0') =>
    `envoy_cluster_upstream_rq_time_bucket{envoy_cluster_name="httproute/shop/api/${cluster}",le="${le}"}`
  const slow = {
    [requests(2)]: '0+100x120',
    [bucket('250')]: '0+75x120',
    [bucket('500')]: '0+100x120',
    [bucket('250', 'rule/0-mirror-0')]: '0+9000x120',
  }
  const ratio = {
    expr: 'round(slo:error_ratio:rate1h, 0.0001)',
    eval_time: '2h',
    exp_samples: [sample('', 0.25, fast.name)],
  }
  expect(verdictOf(fast, slow, { promql_expr_test: [ratio] })).toBe('as expected')
})

function sample(record: string, value: number, slo = answered.name): object {
  return { labels: `${record}{namespace="shop",slo="${slo}"}`, value }
}
