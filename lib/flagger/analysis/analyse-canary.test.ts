import { expect, test } from 'vitest'
import type { Manifest } from '../../manifest/manifest.ts'
import { canaryOf, set, shop, shopSite } from '../test/shop.ts'
import { onGateway, render } from '../test/platforms.ts'
import { Canary } from '../canary.ts'
import { successRate } from '../gate.ts'
import { blueGreen } from '../release.ts'
import { analyseCanary } from './analyse-canary.ts'
import { siteOf } from './site.ts'

const problems = (manifests: readonly Manifest[]) =>
  analyseCanary(canaryOf(manifests), shopSite(manifests)).map(({ message, fix }) => `${message}; ${fix}`)

/** An object of the shop's namespace; `type` is its apiVersion and its kind. */
function inShop(type: string, name: string, spec: object = {}): Manifest {
  const [apiVersion, kind] = type.split(' ')
  return { apiVersion: apiVersion!, kind: kind!, metadata: { name, namespace: 'shop' }, spec }
}

test('nothing is wrong with the canary of the shop', () => {
  expect(problems(shop())).toEqual([])
})

const analysis = 'spec.analysis'

test.each<[string, string, [path: string, value: unknown], string]>([
  // target
  [
    'a target that is not rendered',
    'Canary',
    ['spec.targetRef.name', 'web'],
    'its target, Deployment "web", is not rendered',
  ],
  [
    'no usable label',
    'Deployment',
    ['spec.selector.matchLabels', { tier: 'a' }],
    'has none of the labels Flagger works with',
  ],
  [
    'two usable labels',
    'Deployment',
    ['spec.selector.matchLabels', { app: 'a', name: 'a' }],
    'has app, name of the labels Flagger works with; select by exactly one of app, name, app.kubernetes.io/name',
  ],
  [
    'a port nobody serves',
    'Canary',
    ['spec.service.targetPort', 9090],
    'port 9090 is not served by its target; use one of http',
  ],
  [
    'a workload without traffic',
    'Deployment',
    ['spec.template.spec.containers', [{ name: 'api' }]],
    'Deployment "api" opens no port, so there is no traffic to shift or measure',
  ],
  ['an old autoscaler', 'Canary', ['spec.autoscalerRef.apiVersion', 'autoscaling/v2beta2'], 'use autoscaling/v2'],
  [
    'a missing autoscaler',
    'Canary',
    ['spec.autoscalerRef.name', 'web'],
    'HorizontalPodAutoscaler "web", is not rendered',
  ],
  [
    'an autoscaler it does not know',
    'Canary',
    ['spec.autoscalerRef', undefined],
    'scales its target, and the Canary does not know',
  ],
  // pace
  [
    'an interval under 10 s',
    'Canary',
    [`${analysis}.interval`, '5s'],
    'its interval "5s" is under 10s, and Flagger takes 10s instead',
  ],
  [
    'an interval without unit',
    'Canary',
    [`${analysis}.interval`, '30'],
    'its interval "30" is no span of time, and Flagger takes 1m instead',
  ],
  [
    'a threshold of zero',
    'Canary',
    [`${analysis}.threshold`, 0],
    'its threshold of failed checks is 0, and Flagger takes 1 instead',
  ],
  [
    'a threshold of days',
    'Canary',
    [`${analysis}.threshold`, 2000],
    'never trips in practice: a broken version stays 33h20m',
  ],
  ['a step of zero', 'Canary', [`${analysis}.stepWeight`, 0], 'its step weight is 0, so the canary never gets traffic'],
  [
    'a step over 100',
    'Canary',
    [`${analysis}.stepWeight`, 101],
    'its step weight is 101, so the canary gets all at once',
  ],
  [
    'a maximum over 100',
    'Canary',
    [`${analysis}.maxWeight`, 120],
    'its maximum weight is 120; use a share from 1 to 100',
  ],
  [
    'steps that miss the maximum',
    'Canary',
    [`${analysis}.stepWeight`, 20],
    'steps of 20 miss the maximum of 50: the canary gets 60 %',
  ],
  [
    'weights that do not rise',
    'Canary',
    [`${analysis}.stepWeights`, [10, 30, 20]],
    'its step weights 10, 30, 20 do not rise',
  ],
  [
    'weights over 100',
    'Canary',
    [`${analysis}.stepWeights`, [10, 110]],
    'its step weights 10, 110 are not all from 1 to 100',
  ],
  [
    'a weight of zero',
    'Canary',
    [`${analysis}.stepWeights`, [0, 10]],
    'its step weights 0, 10 are not all from 1 to 100',
  ],
  ['half an iteration', 'Canary', [`${analysis}.iterations`, 1.5], 'it has 1.5 iterations'],
  ['a promotion step over 100', 'Canary', [`${analysis}.stepWeightPromotion`, 150], 'its promotion step is 150'],
  [
    'hooks longer than the interval',
    'Canary',
    [`${analysis}.webhooks.1.timeout`, '60s'],
    'its webhooks may take 1m, and the next check is due after 1m',
  ],
  ['hooks that retry too long', 'Canary', [`${analysis}.webhooks.1.retries`, 20], 'its webhooks may take 1m45s'],
  [
    'one cookie for both',
    'Canary',
    [`${analysis}.sessionAffinity`, { cookieName: 'v', primaryCookieName: 'v' }],
    'the cookie "v" stands for the primary and for the canary',
  ],
  [
    'mirroring between weights',
    'Canary',
    [`${analysis}.mirror`, true],
    'it mirrors between weights, which Gateway API never gets past',
  ],
  ['suspension without a reason', 'Canary', ['spec.suspend', true], 'it sets suspend and does not say why'],
  [
    'a skipped analysis without a reason',
    'Canary',
    ['spec.skipAnalysis', true],
    'annotate it with waybill.dev/skip-analysis-reason',
  ],
  [
    'nothing to check',
    'Canary',
    [analysis, { interval: '1m', threshold: 1, stepWeight: 10, maxWeight: 50 }],
    'it checks nothing',
  ],
  // measures
  [
    'a template that is not rendered',
    'Canary',
    [`${analysis}.metrics.0.templateRef.name`, 'x'],
    'MetricTemplate "x" is not rendered',
  ],
  [
    'a template of another namespace',
    'Canary',
    [`${analysis}.metrics.0.templateRef.namespace`, 'flagger'],
    "which is another one's",
  ],
  [
    'a metric without a unit',
    'MetricTemplate/api-latency',
    ['metadata.annotations', {}],
    'does not say in which unit it measures',
  ],
  [
    'a metric Gateway API does not have',
    'Canary',
    [`${analysis}.metrics.0`, { name: 'request-success-rate', thresholdRange: { min: 99 } }],
    'metric "request-success-rate" has no values on gatewayapi:v1',
  ],
  [
    'a metric nobody knows',
    'Canary',
    [`${analysis}.metrics.0`, { name: 'x', thresholdRange: { min: 99 } }],
    'has neither template nor query',
  ],
  [
    'a bound every version reaches',
    'Canary',
    [`${analysis}.metrics.0.thresholdRange`, { min: 0 }],
    'wants at least 0 (percent), which every version reaches',
  ],
  [
    'a bound of 100 % at most',
    'Canary',
    [`${analysis}.metrics.0.thresholdRange`, { max: 100 }],
    'which every version reaches',
  ],
  [
    'a bound no version reaches',
    'Canary',
    [`${analysis}.metrics.0.thresholdRange`, { min: 101 }],
    'which no version can reach',
  ],
  [
    'bounds that cross',
    'Canary',
    [`${analysis}.metrics.1.thresholdRange`, { min: 9, max: 5 }],
    'which no version can reach',
  ],
  [
    'no bound',
    'Canary',
    [`${analysis}.metrics.1.thresholdRange`, {}],
    'wants nothing (milliseconds), which every version reaches',
  ],
  [
    'a look into the step before',
    'Canary',
    [`${analysis}.metrics.0.interval`, '5m'],
    'looks back 5m, into the steps before',
  ],
  [
    'alerts to nobody',
    'Canary',
    [`${analysis}.alerts.0.providerRef.name`, 'x'],
    'AlertProvider "x" is not rendered in namespace "shop"',
  ],
  [
    'alerts to a channel of another namespace',
    'Canary',
    [`${analysis}.alerts.0.providerRef.namespace`, 'pay'],
    'of namespace "pay", which is another one\'s; render an AlertChannel beside the Canary',
  ],
  // provider
  [
    'a provider the cluster does not run',
    'Canary',
    ['spec.provider', 'istio'],
    'its provider is "istio", and cluster "prod" runs "gatewayapi:v1"',
  ],
  [
    'an unknown provider',
    'Canary',
    ['spec.provider', 'gatewayapi:v2'],
    'its provider is "gatewayapi:v2", and cluster "prod"',
  ],
  ['no host', 'Canary', ['spec.service.hosts', undefined], 'its route would answer every host of the Gateway'],
  ['no gateway', 'Canary', ['spec.service.gatewayRefs', []], 'it names no Gateway'],
  [
    'a gateway that is not there',
    'Canary',
    ['spec.service.gatewayRefs.0.name', 'x'],
    'Gateway "gateway/x" is not on cluster "prod"',
  ],
  [
    'a listener that is not there',
    'Canary',
    ['spec.service.gatewayRefs.0.sectionName', 'x'],
    'has no listener "x"; use one of http, https',
  ],
  [
    'a listener closed to the namespace',
    'Canary',
    ['spec.service.gatewayRefs.0.sectionName', 'http'],
    'takes no routes from namespace "shop"',
  ],
  ['a namespace without the label', 'Namespace', ['metadata.labels', {}], 'takes no routes from namespace "shop"'],
  [
    'a host the gateway does not serve',
    'Canary',
    ['spec.service.hosts.0', 'api.other.internal'],
    'does not serve "api.other.internal"',
  ],
])('finds %s', (...row) => {
  const [, at, change, expected] = row
  const found = problems(set(shop(), at, change))
  expect(found.join('\n')).toContain(expected)
  expect(found.filter(problem => !/.+; .+/.test(problem))).toEqual([])
})

test.each<[Manifest, string]>([
  [inShop('v1 Service', 'api'), 'Service shop/api is rendered, but Flagger makes it'],
  [inShop('v1 Service', 'api-primary'), 'Service shop/api-primary is rendered, but Flagger makes it'],
  [inShop('v1 Service', 'api-canary'), 'Service shop/api-canary is rendered, but Flagger makes it'],
  [inShop('apps/v1 Deployment', 'api-primary'), 'Deployment shop/api-primary is rendered'],
  [inShop('autoscaling/v2 HorizontalPodAutoscaler', 'api-primary'), 'api-primary is rendered'],
  [inShop('gateway.networking.k8s.io/v1 HTTPRoute', 'api'), 'HTTPRoute shop/api is rendered, but Flagger makes it'],
  [
    inShop('gateway.networking.k8s.io/v1 HTTPRoute', 'other', { hostnames: ['api.acme.internal'] }),
    'HTTPRoute shop/other answers api.acme.internal/ too',
  ],
  [
    inShop('flagger.app/v1beta1 Canary', 'twin', { targetRef: { kind: 'Deployment', name: 'api' } }),
    'Canary shop/twin releases the same Deployment',
  ],
  [
    inShop('flagger.app/v1beta1 Canary', 'other', {
      targetRef: { kind: 'Deployment', name: 'other' },
      service: { hosts: ['api.acme.internal'] },
    }),
    'Canary shop/other answers api.acme.internal/ too',
  ],
])('finds what collides with it: %#', (rival, expected) => {
  expect(problems([...shop(), rival]).join('\n')).toContain(expected)
})

test('what has the same name elsewhere, or another path, does not collide', () => {
  const elsewhere = { ...inShop('v1 Service', 'api'), metadata: { name: 'api', namespace: 'pay' } }
  const path = inShop('gateway.networking.k8s.io/v1 HTTPRoute', 'admin', {
    hostnames: ['api.acme.internal'],
    rules: [{ matches: [{ path: { value: '/admin' } }] }],
  })
  expect(problems([...shop(), elsewhere, path])).toEqual([])
})

test('a cluster where nothing shifts traffic takes no canary', () => {
  const manifests = shop()
  const found = analyseCanary(canaryOf(manifests), siteOf({ name: 'local' }, manifests))
  expect(found.map(({ message }) => message)).toEqual(['cluster "local" has nothing that shifts traffic'])
})

test('a hand-made A/B test on Linkerd is found as well', () => {
  const manifests = set(set(shop(), 'Canary', ['spec.provider', 'linkerd']), 'Canary', [
    analysis,
    {
      interval: '1m',
      threshold: 2,
      iterations: 3,
      match: [{}],
      metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 } }],
    },
  ])
  const found = analyseCanary(canaryOf(manifests), siteOf({ name: 'prod', traffic: 'linkerd' }, manifests))
  expect(found).toEqual([
    { message: 'linkerd cannot do what it asks for: an A/B test', fix: 'use one of weighted, blueGreen' },
  ])
})

test('blue/green that measures the gateway must mirror, or no check would ever see a request', () => {
  const green = (mirror: boolean) => [
    ...shop().filter(({ kind }) => !['Canary', 'MetricTemplate'].includes(kind)),
    ...render(chart => {
      const release = blueGreen({ gates: [successRate('99%')], mirror })
      const autoscaler = { kind: 'HorizontalPodAutoscaler', name: 'api' } as const
      const hosts = ['api.acme.internal']
      new Canary(chart, 'canary', { platform: onGateway, target: 'api', port: 8080, hosts, autoscaler, release })
    }),
  ]
  expect(problems(green(true))).toEqual([])
  expect(problems(green(false))).toEqual([
    'metric "success-rate" counts requests at the gateway, and none goes to the canary before it is promoted; add mirror: true, or measure what the pods export with promql(...)',
  ])
})

test('garbage in a manifest is a problem, never an exception', () => {
  for (const spec of [
    undefined,
    null,
    'x',
    [],
    {},
    { analysis: 7, service: [], targetRef: null },
    { analysis: { webhooks: [null], metrics: ['x'], stepWeights: 'x' } },
  ]) {
    const canary = { ...canaryOf(shop()), spec } as Manifest
    expect(analyseCanary(canary, shopSite(shop()))).not.toEqual([])
  }
})
