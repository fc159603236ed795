import { expect, test } from 'vitest'
import { noPromtool, promtoolNote, verdict } from '../slo/test/promtool.ts'
import { fastRequests, latency, metric, promql, successRate, type Gate } from './gate.ts'
import { cookie } from './match.ts'
import { cloudwatch, datadog } from './metric-provider.ts'
import { renderGate } from './metrics.ts'
import { abTest, blueGreen, weighted, type Release } from './release.ts'
import { onGateway, onIstio, onLinkerd, onContour } from './test/platforms.ts'

const gates = [successRate('99%')] as const
const releases = {
  weighted: weighted({ gates }),
  'weighted to 100': weighted({ gates, steps: [50, 100] }),
  'session affinity': weighted({ gates, sessionAffinity: { cookie: 'v', primaryCookie: 'p' } }),
  'A/B': abTest({ gates, match: [cookie('beta', 'on')] }),
  mirroring: blueGreen({ gates, mirror: true }),
}

function queryOf(gate: Gate, release: Release): string {
  const { template } = renderGate(gate, {
    target: 'api',
    platform: onGateway,
    strategy: release.strategy,
    interval: '1m',
  })
  const { query } = template!['spec'] as { query: string }
  return query
    .replaceAll('{{ namespace }}', 'shop')
    .replaceAll('{{ service }}', 'api')
    .replaceAll('{{ interval }}', '5m')
}

/** Requests of one Envoy cluster of the route, a minute. */
const requests = (cluster: string, code: number, a_minute: number) => ({
  [`envoy_cluster_upstream_rq_xx{envoy_cluster_name="httproute/shop/${cluster}",envoy_response_code_class="${code}"}`]: `0+${a_minute}x20`,
})

/** What the gate reads after ten minutes; undefined where there is no value. */
function reads(gate: Gate, release: Release, [series, value]: [Record<string, string>, number | undefined]): string {
  const groups = [{ name: 'gate', rules: [{ record: 'gate', expr: queryOf(gate, release) }] }]
  const exp_samples = value === undefined ? [] : [{ labels: '{}', value }]
  // Flagger takes what is no number for no value.
  return verdict(groups, series, {
    promql_expr_test: [
      { expr: 'gate >= 0', eval_time: '10m', exp_samples: exp_samples.map(({ value }) => ({ labels: 'gate', value })) },
    ],
  })
}

const primaryFails = (cluster: string) => ({ ...requests(cluster, 5, 60), ...requests(cluster, 2, 1) })

test.skipIf(noPromtool).each([
  ['weighted', 'api/rule/0/backend/0', 'api/rule/0/backend/1'],
  ['weighted to 100', 'api/rule/0/backend/0', 'api/rule/0'],
  ['session affinity', 'api/rule/2/backend/0', 'api/rule/2/backend/1'],
  ['session affinity', 'api/rule/1', 'api/rule/0'],
  ['A/B', 'api/rule/1', 'api/rule/0'],
  ['mirroring', 'api/rule/0', 'api/rule/0-mirror-0'],
  ['mirroring', 'other/rule/0-mirror-0', 'api/rule/0'],
] as const)(`%s: the success rate is that of the canary alone (%s, not %s)${promtoolNote}`, (name, primary, canary) => {
  const mixed = { ...primaryFails(primary), ...requests(canary, 2, 90), ...requests(canary, 5, 10) }
  expect(reads(successRate('99%'), releases[name], [mixed, 90])).toBe('as expected')
})

test.skipIf(noPromtool)(`no request, or only failed ones, never passes for a good value${promtoolNote}`, () => {
  const canary = 'api/rule/0/backend/1'
  expect(reads(successRate('99%'), releases.weighted, [requests(canary, 2, 0), undefined])).toBe('as expected')
  expect(reads(successRate('99%'), releases.weighted, [primaryFails('api/rule/0/backend/0'), undefined])).toBe(
    'as expected',
  )
  expect(reads(successRate('99%'), releases.weighted, [requests(canary, 5, 10), undefined])).toBe('as expected')
})

test.skipIf(noPromtool)(
  `latency is the 99th percentile in milliseconds, and a share of fast requests is in percent${promtoolNote}`,
  () => {
    const bucket = (le: string, a_minute: number) => ({
      [`envoy_cluster_upstream_rq_time_bucket{envoy_cluster_name="httproute/shop/api/rule/0/backend/1",le="${le}"}`]: `0+${a_minute}x20`,
    })
    const times = {
      ...bucket('250', 50),
      ...bucket('500', 100),
      ...bucket('+Inf', 100),
      ...requests('api/rule/0/backend/1', 2, 100),
    }
    expect(reads(latency('500ms'), releases.weighted, [times, 495])).toBe('as expected')
    expect(reads(fastRequests('99%', '250ms'), releases.weighted, [times, 50])).toBe('as expected')
  },
)

test('where Flagger has a metric built in, no template is rendered', () => {
  const on = { target: 'api', strategy: releases.weighted.strategy, interval: '1m' }
  const rendered = (gate: Gate) => [onIstio, onContour].map(platform => renderGate(gate, { ...on, platform }))
  expect(rendered(successRate('99%')).map(({ metric }) => metric.name)).toEqual([
    'request-success-rate',
    'request-success-rate',
  ])
  expect(rendered(latency('500ms')).every(({ template }) => template === undefined)).toBe(true)
  const [istio, contour] = rendered(fastRequests('99%', '250ms'))
  expect(istio!.template).toBeDefined()
  expect(contour).toEqual({ metric: { name: 'request-duration', interval: '1m', thresholdRange: { max: 250 } } })
  expect(renderGate(fastRequests('99%', '250ms'), { ...on, platform: onLinkerd }).template).toBeDefined()
})

test('a custom metric asks the system it names, with its unit on the template', () => {
  const on = { target: 'api', platform: onGateway, strategy: releases.weighted.strategy, interval: '1m' }
  const ask = (gate: Gate) => renderGate(gate, on).template!
  const base = { name: 'orders', unit: 'count', query: 'q', min: 1 } as const
  expect(ask(promql(base))).toMatchObject({
    metadata: { name: 'api-orders', annotations: { 'waybill.dev/unit': 'count' } },
    spec: { provider: { type: 'prometheus', address: onGateway.prometheus }, query: 'q' },
  })
  expect(ask(metric({ ...base, from: datadog('keys') }))['spec']).toEqual({
    provider: { type: 'datadog', secretRef: { name: 'keys' } },
    query: 'q',
  })
  expect(ask(metric({ ...base, from: cloudwatch('eu-west-1') }))['spec']).toEqual({
    provider: { type: 'cloudwatch', region: 'eu-west-1' },
    query: 'q',
  })
})
