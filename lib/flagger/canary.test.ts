import { expect, test } from 'vitest'
import { field, items } from '../manifest/field.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { AlertChannel } from './alert-channel.ts'
import { withoutRoute } from './canary-platform.ts'
import { Canary } from './canary.ts'
import { promql, successRate } from './gate.ts'
import { approval, conformance, events, rollbackSignal } from './hook.ts'
import { cookie, header, query } from './match.ts'
import { presets } from './preset.ts'
import { abTest, blueGreen, weighted } from './release.ts'
import { onContour, onGateway, onKubernetes, onNginx, render } from './test/platforms.ts'

const gates = [promql({ name: 'queue', unit: 'count', query: 'sum(queue_length)', max: 10 })] as const
const api = { target: 'api', port: 8080, hosts: ['api.acme.internal'] } as const
const onApi = { platform: onGateway, ...api } as const

function canaryOf(manifests: readonly Manifest[]): Manifest {
  return manifests.find(({ kind }) => kind === 'Canary')!
}

const analysisOf = (manifests: readonly Manifest[]) => field(canaryOf(manifests), 'spec.analysis')
const hooksOf = (manifests: readonly Manifest[]) =>
  items(analysisOf(manifests), 'webhooks').map(hook => `${field(hook, 'type')} ${field(hook, 'url')}`)
const loadOf = (manifests: readonly Manifest[]) => field(items(analysisOf(manifests), 'webhooks')[0], 'metadata.cmd')

test('the Canary is called like its target and names provider, workload, autoscaler and Gateway', () => {
  const autoscaler = { kind: 'HorizontalPodAutoscaler', name: 'api' } as const
  const canary = canaryOf(
    render(chart => new Canary(chart, 'x', { ...onApi, autoscaler, release: weighted({ gates }) })),
  )
  expect(canary.metadata).toEqual({ name: 'api', namespace: 'shop' })
  expect(canary['spec']).toMatchObject({
    provider: 'gatewayapi:v1',
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
    autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'api' },
    progressDeadlineSeconds: 600,
    service: {
      port: 8080,
      targetPort: 8080,
      hosts: ['api.acme.internal'],
      gatewayRefs: [{ name: 'public', namespace: 'gateway' }],
      trafficDistribution: 'PreferClose',
    },
  })
})

test('takes DaemonSets, and ScaledObjects with queries of their own for the primary', () => {
  const autoscaler = { kind: 'ScaledObject', name: 'api', primaryQueries: { queue: 'sum(primary)' } } as const
  const spec = canaryOf(
    render(chart => {
      const more = {
        kind: 'DaemonSet',
        autoscaler,
        progressDeadline: '5m',
        targetPort: 'http',
        paths: ['/v1'],
      } as const
      new Canary(chart, 'canary', { ...onApi, ...more, release: weighted({ gates }) })
    }),
  )['spec']
  expect(spec).toMatchObject({
    targetRef: { kind: 'DaemonSet' },
    autoscalerRef: { apiVersion: 'keda.sh/v1alpha1', primaryScalerQueries: { queue: 'sum(primary)' } },
    progressDeadlineSeconds: 300,
    service: { targetPort: 'http', match: [{ uri: { prefix: '/v1' } }] },
  })
})

test.each(Object.entries(presets))('preset %s fills in what the release leaves open', (preset, pace) => {
  const release = weighted({ preset: preset as keyof typeof presets, gates })
  expect(release).toMatchObject({ every: pace.every, tolerate: pace.tolerate, strategy: { steps: pace.steps } })
  const own = weighted({ preset: preset as keyof typeof presets, gates, every: '90s', tolerate: 9, steps: [7] })
  expect(own).toMatchObject({ every: '90s', tolerate: 9, strategy: { steps: [7] } })
})

test('each strategy sets the fields by which Flagger knows it, and no others', () => {
  const keys = (manifests: readonly Manifest[]) =>
    Object.keys(analysisOf(manifests) as object)
      .filter(key => !['interval', 'threshold', 'metrics'].includes(key))
      .sort()
  const even = { steps: { by: 20, upTo: 60 }, promotionStep: 50 } as const
  const affinity = { cookie: 'v', primaryCookie: 'p', maxAge: 60 }
  const stepped = render(chart => new Canary(chart, 'c', { ...onApi, release: weighted({ gates, ...even }) }))
  const listed = render(chart => {
    new Canary(chart, 'c', { ...onApi, release: weighted({ gates, steps: [5, 50], sessionAffinity: affinity }) })
  })
  const split = render(chart => {
    new Canary(chart, 'c', {
      ...onApi,
      release: abTest({ gates, match: [header('x-beta', 'on'), query('beta', 'on')] }),
    })
  })
  const mirrored = render(chart => new Canary(chart, 'c', { ...onApi, release: blueGreen({ gates, mirror: true }) }))
  const plain = render(chart => new Canary(chart, 'c', { ...onApi, release: blueGreen({ gates, iterations: 3 }) }))
  expect(keys(stepped)).toEqual(['maxWeight', 'stepWeight', 'stepWeightPromotion'])
  expect(analysisOf(stepped)).toMatchObject({ stepWeight: 20, maxWeight: 60, stepWeightPromotion: 50 })
  expect(keys(listed)).toEqual(['sessionAffinity', 'stepWeights'])
  expect(field(analysisOf(listed), 'sessionAffinity')).toEqual({ cookieName: 'v', primaryCookieName: 'p', maxAge: 60 })
  expect(keys(split)).toEqual(['iterations', 'match'])
  expect(field(analysisOf(split), 'match')).toEqual([
    { headers: { 'x-beta': { exact: 'on' } } },
    { queryParams: { beta: { exact: 'on' } } },
  ])
  expect(keys(mirrored)).toEqual(['iterations', 'mirror'])
  expect(keys(plain)).toEqual(['iterations'])
})

test('a cookie is matched whole, among others, in the words of the provider', () => {
  const release = abTest({ gates, match: [cookie('beta', 'a.b')] })
  const on = (manifests: readonly Manifest[]) => field(analysisOf(manifests), 'match')
  const [regex] = [on(render(chart => new Canary(chart, 'c', { ...onApi, release })))] as [
    [{ headers: { cookie: { regex: string } } }],
  ]
  const pattern = new RegExp(regex[0].headers.cookie.regex)
  const cookies = ['beta=a.b', 'x=1; beta=a.b; y=2', 'beta=axb', 'zbeta=a.b', 'beta=a.bc', 'x=1; zbeta=a.b']
  expect(cookies.map(text => pattern.test(text))).toEqual([true, true, false, false, false, false])
  expect(on(render(chart => new Canary(chart, 'c', { platform: onContour, ...api, release })))).toEqual([
    { headers: { cookie: { suffix: 'beta=a.b' } } },
  ])
  const always = abTest({ gates, match: [cookie('beta', 'always')] })
  expect(on(render(chart => new Canary(chart, 'c', { platform: onNginx, ...api, release: always })))).toEqual([
    { headers: { cookie: { exact: 'beta' } } },
  ])
})

test('nginx knows one value of a cookie only, and another is refused', () => {
  const release = abTest({ gates, match: [cookie('beta', 'on')] })
  expect(() => render(chart => new Canary(chart, 'c', { platform: onNginx, ...api, release }))).toThrow(
    'nginx matches the cookie "beta" by the value "always" only; write cookie("beta", "always")',
  )
})

test('load starts before the first step, ends before the next check, and goes where the gates measure', () => {
  const load = { gates, loadTest: { requestsPerSecond: 20, path: '/v1' } } as const
  const through = render(chart => new Canary(chart, 'c', { ...onApi, release: weighted({ ...load, every: '90s' }) }))
  expect(hooksOf(through)).toEqual(['pre-rollout http://loadtester.flagger/', 'rollout http://loadtester.flagger/'])
  expect(loadOf(through)).toBe("hey -z 85s -q 10 -c 2 -host api.acme.internal 'http://public.gateway/v1'")
  const beta = render(chart => {
    new Canary(chart, 'c', { ...onApi, release: abTest({ ...load, match: [cookie('beta', 'on')] }) })
  })
  expect(loadOf(beta)).toContain("-H 'Cookie: beta=on' -host api.acme.internal")
  const byQuery = render(chart => {
    new Canary(chart, 'c', { ...onApi, release: abTest({ ...load, match: [query('beta', 'on')] }) })
  })
  expect(loadOf(byQuery)).toContain("'http://public.gateway/v1?beta=on'")
  const direct = render(chart => {
    new Canary(chart, 'c', { ...api, platform: withoutRoute(onGateway), release: blueGreen(load) })
  })
  expect(loadOf(direct)).toContain("'http://api-canary.shop:8080/v1'")
})

test('gates of the load tester are closed after each release, so that the next one is asked again', () => {
  const hooks = [
    conformance('true'),
    approval('rollout', { ask: 'team-shop' }),
    rollbackSignal(),
    events('http://events/'),
  ]
  expect(hooksOf(render(chart => new Canary(chart, 'c', { ...onApi, release: weighted({ gates, hooks }) })))).toEqual([
    'pre-rollout http://loadtester.flagger/',
    'confirm-rollout http://loadtester.flagger/gate/check',
    'rollback http://loadtester.flagger/rollback/check',
    'event http://events/',
    'post-rollout http://loadtester.flagger/gate/close',
    'post-rollout http://loadtester.flagger/rollback/close',
  ])
  const elsewhere = [approval('more traffic', { ask: 'team-shop', url: 'https://ask.acme.internal/' })]
  expect(
    hooksOf(render(chart => new Canary(chart, 'c', { ...onApi, release: weighted({ gates, hooks: elsewhere }) }))),
  ).toEqual(['confirm-traffic-increase https://ask.acme.internal/'])
})

test('what is off says why, where people look', () => {
  const off = { suspend: { reason: 'migration' }, skipAnalysis: { reason: 'incident 42' } }
  const canary = canaryOf(render(chart => new Canary(chart, 'c', { ...onApi, release: weighted({ gates, ...off }) })))
  expect(canary['spec']).toMatchObject({ suspend: true, skipAnalysis: true })
  expect(canary.metadata.annotations).toEqual({
    'waybill.dev/suspend-reason': 'migration',
    'waybill.dev/skip-analysis-reason': 'incident 42',
  })
})

test('a failed release is told to the channel of the tenant, whose address is in a Secret', () => {
  const manifests = render(chart => {
    new AlertChannel(chart, 'alerts', { name: 'team-shop', type: 'slack', channel: 'shop', secret: 'slack' })
    const alerts = [{ name: 'team-shop' }, { name: 'all', severity: 'info' }] as const
    new Canary(chart, 'c', { ...onApi, release: weighted({ gates, alerts }) })
  })
  expect(field(analysisOf(manifests), 'alerts')).toEqual([
    { name: 'team-shop', severity: 'error', providerRef: { name: 'team-shop' } },
    { name: 'all', severity: 'info', providerRef: { name: 'all' } },
  ])
  expect(manifests.find(({ kind }) => kind === 'AlertProvider')!['spec']).toEqual({
    type: 'slack',
    channel: 'shop',
    username: 'flagger',
    secretRef: { name: 'slack' },
  })
})

test('a workload without a route is released by its Services alone', () => {
  const { service, provider } = canaryOf(
    render(chart => {
      new Canary(chart, 'c', {
        platform: withoutRoute(onGateway),
        target: 'api',
        port: 8080,
        release: blueGreen({ gates }),
      })
    }),
  )['spec'] as Record<string, object>
  expect(provider).toBe(onKubernetes.provider)
  expect(service).toEqual({ port: 8080, targetPort: 8080 })
})

test('needs lists what the types promise', () => {
  expect(weighted({ gates: [successRate('99%')], sessionAffinity: { cookie: 'v' } }).needs).toEqual([
    'weighted',
    'sessionAffinity',
    'requestMetrics',
  ])
  expect(abTest({ gates, match: [query('a', 'b')] }).needs).toEqual(['abTest', 'queryMatch'])
})
