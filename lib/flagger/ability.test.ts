import { expect, expectTypeOf, test } from 'vitest'
import type { TrafficProvider } from '../fleet/traffic-provider.ts'
import type { abilities, AbilitiesOf, Refusal } from './ability.ts'
import { Canary } from './canary.ts'
import { promql, successRate } from './gate.ts'
import { cookie, query } from './match.ts'
import { abTest, blueGreen, weighted } from './release.ts'
import { onGateway, onIstio, onKubernetes, onLinkerd, onNginx, render } from './test/platforms.ts'

const gates = [promql({ name: 'queue', unit: 'count', query: 'sum(queue_length)', max: 10 })] as const

test('the ability table, row by row', () => {
  type All = 'weighted' | 'abTest' | 'blueGreen' | 'mirroring' | 'sessionAffinity' | 'queryMatch' | 'requestMetrics'
  expectTypeOf<AbilitiesOf<'gatewayapi:v1'>>().toEqualTypeOf<All>()
  expectTypeOf<AbilitiesOf<'istio'>>().toEqualTypeOf<All>()
  expectTypeOf<AbilitiesOf<'linkerd'>>().toEqualTypeOf<'weighted' | 'blueGreen' | 'requestMetrics'>()
  expectTypeOf<AbilitiesOf<'kuma'>>().toEqualTypeOf<'weighted' | 'blueGreen' | 'requestMetrics'>()
  expectTypeOf<AbilitiesOf<'knative'>>().toEqualTypeOf<'weighted'>()
  expectTypeOf<AbilitiesOf<'traefik'>>().toEqualTypeOf<'weighted' | 'blueGreen' | 'requestMetrics'>()
  expectTypeOf<AbilitiesOf<'nginx'>>().toEqualTypeOf<'weighted' | 'abTest' | 'blueGreen'>()
  expectTypeOf<AbilitiesOf<'contour'>>().toEqualTypeOf<'weighted' | 'abTest' | 'blueGreen' | 'requestMetrics'>()
  expectTypeOf<AbilitiesOf<'gloo'>>().toEqualTypeOf<'weighted' | 'abTest' | 'blueGreen' | 'requestMetrics'>()
  expectTypeOf<AbilitiesOf<'apisix'>>().toEqualTypeOf<'weighted' | 'blueGreen' | 'requestMetrics'>()
  expectTypeOf<AbilitiesOf<'kubernetes'>>().toEqualTypeOf<'blueGreen'>()
  expectTypeOf<keyof typeof abilities>().toEqualTypeOf<TrafficProvider>()
})

test('a refusal reads as a sentence', () => {
  expectTypeOf<
    Refusal<'linkerd', 'abTest'>
  >().toEqualTypeOf<'linkerd cannot run A/B tests; use weighted(...) or blueGreen(...)'>()
  expectTypeOf<
    Refusal<'kubernetes', 'weighted'>
  >().toEqualTypeOf<'kubernetes cannot split traffic by weight; use blueGreen(...)'>()
  expectTypeOf<Refusal<'traefik', 'mirroring'>>().toEqualTypeOf<'traefik cannot mirror traffic; leave mirror out'>()
  expectTypeOf<Refusal<'istio', 'abTest' | 'weighted'>>().toEqualTypeOf<never>()
})

test('what a provider cannot do does not compile', () => {
  const of = { target: 'api', port: 8080 } as const
  const steps = weighted({ gates })
  const watched = weighted({ gates: [successRate('99%')] })
  const sticky = weighted({ gates, sessionAffinity: { cookie: 'v' } })
  const byCookie = abTest({ gates, match: [cookie('beta', 'always')] })
  const byQuery = abTest({ gates, match: [query('beta', 'on')] })
  const twins = blueGreen({ gates })
  const mirrored = blueGreen({ gates, mirror: true })
  const manifests = render(chart => {
    new Canary(chart, 'a', { platform: onLinkerd, ...of, release: watched })
    // @ts-expect-error linkerd cannot run A/B tests; use weighted(...) or blueGreen(...)
    new Canary(chart, 'b', { platform: onLinkerd, ...of, release: byCookie })
    // @ts-expect-error linkerd cannot mirror traffic; leave mirror out
    new Canary(chart, 'c', { platform: onLinkerd, ...of, release: mirrored })
    new Canary(chart, 'd', { platform: onLinkerd, ...of, release: twins })
    // @ts-expect-error linkerd cannot keep sessions on one version; leave sessionAffinity out
    new Canary(chart, 'e', { platform: onLinkerd, ...of, release: sticky })
    // @ts-expect-error kubernetes cannot split traffic by weight; use blueGreen(...)
    new Canary(chart, 'f', { platform: onKubernetes, ...of, release: steps })
    new Canary(chart, 'g', { platform: onKubernetes, ...of, release: twins })
    // @ts-expect-error nginx has no success rate and latency of its own; use promql(...) or another metric
    new Canary(chart, 'h', { platform: onNginx, ...of, release: watched })
    new Canary(chart, 'i', { platform: onNginx, ...of, release: byCookie })
    // @ts-expect-error nginx cannot match a query parameter; use header(...) or cookie(...)
    new Canary(chart, 'j', { platform: onNginx, ...of, release: byQuery })
    new Canary(chart, 'k', { platform: onIstio, ...of, release: byQuery })
    new Canary(chart, 'l', { platform: onGateway, ...of, release: mirrored })
    new Canary(chart, 'm', { platform: onGateway, ...of, release: sticky })
  })
  expect(manifests.filter(({ kind }) => kind === 'Canary')).toHaveLength(13)
})

test('a number without a unit, a canary without a gate, a gate without a bound and silence without a reason do not compile', () => {
  // @ts-expect-error a number has no unit
  expect(() => successRate(99)).not.toThrow()
  // @ts-expect-error a number has no unit
  expect(promql({ name: 'queue', query: 'sum(queue_length)', max: 10 })).toBeDefined()
  // @ts-expect-error a bound is missing
  expect(promql({ name: 'queue', unit: 'count', query: 'sum(queue_length)' })).toBeDefined()
  // @ts-expect-error there is no gate
  expect(weighted({ gates: [] })).toBeDefined()
  // @ts-expect-error there is no reason
  expect(weighted({ gates, skipAnalysis: true })).toBeDefined()
})
