import { App, Chart, Cron, Duration } from 'cdk8s'
import { Construct } from 'constructs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cluster } from '../fleet/cluster.ts'
import { promql, successRate } from '../flagger/gate.ts'
import { approval, conformance } from '../flagger/hook.ts'
import { blueGreen, weighted } from '../flagger/release.ts'
import { availability } from '../slo/indicator.ts'
import { defineSlo } from '../slo/slo-definition.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Unit } from '../unit/unit.ts'
import { byTriggers, cronTrigger } from './scaling.ts'
import { secret } from './secret.ts'
import { siteOn } from './site.ts'
import { StaticSite } from './static-site.ts'
import {
  basics,
  clusters,
  dev,
  flagger,
  keda,
  only,
  paths,
  platform,
  production,
  render,
  shop,
  type Rendered,
} from './test/estate.ts'
import { haveSchemas, strictProblems } from './test/strict.ts'
import { oneOf } from './variable.ts'

const orders = paths.defineWebService({ ...basics, name: 'orders' })
const night = cronTrigger({
  start: Cron.schedule({ hour: '8', minute: '0' }),
  end: Cron.schedule({ hour: '20', minute: '0' }),
  timezone: 'Europe/Berlin',
  pods: 3,
})

/** One of each kind, with all that it may say. */
const apps = [
  orders,
  paths.defineWebService({
    ...basics,
    name: 'api',
    metrics: { port: 9090 },
    route: { host: 'shop', path: '/api', timeout: Duration.seconds(5), rateLimit: { requests: 100, per: 'Second' } },
    variables: { LOG_LEVEL: oneOf(['debug', 'info']) },
    values: { default: { LOG_LEVEL: 'info' }, environments: { dev: { LOG_LEVEL: 'debug' } } },
    secrets: { STRIPE_KEY: secret({ version: '3' }) },
    files: { '/etc/api/config.yaml': 'a: 1\n' },
    size: { default: { memoryMi: 256 }, environments: { production: { min: 3, max: 12 } } },
    calls: [orders],
  }),
  paths.defineWorker({ ...basics, name: 'worker', scale: byTriggers([night]), size: { default: { min: 0, max: 5 } } }),
  paths.defineScheduledJob({
    ...basics,
    name: 'report',
    schedule: Cron.daily(),
    timeout: Duration.minutes(30),
    calls: [orders],
  }),
  paths.defineStatefulService({
    ...basics,
    name: 'search',
    data: { path: '/data', sizeGi: 10, withoutBackup: 'the index is built anew from orders' },
  }),
  paths.defineStaticSite({ ...basics, name: 'site', user: 101, route: { host: 'www' } }),
]

const everywhere = apps.flatMap(app => clusters.map(cluster => [app.name, cluster.name, render(app, cluster)] as const))
const pods = ({ manifests }: Rendered) =>
  manifests.flatMap(({ kind, spec }: Manifest) => {
    const { template, jobTemplate } = (spec ?? {}) as {
      template?: object
      jobTemplate?: { spec: { template: object } }
    }
    return kind === 'Deployment' || kind === 'StatefulSet'
      ? [template]
      : kind === 'CronJob'
        ? [jobTemplate!.spec.template]
        : []
  }) as {
    metadata: { labels: Record<string, string>; annotations?: Record<string, string> }
    spec: Record<string, unknown>
  }[]
const containers = (rendered: Rendered) =>
  pods(rendered).flatMap(({ spec }) => spec.containers as Record<string, Record<string, unknown>>[])

describe.each(everywhere)('%s on %s', (name, _, rendered) => {
  test('has nothing to complain about', () => expect(rendered.problems).toEqual([]))

  test.skipIf(!haveSchemas)(
    'is valid, unknown fields refused (skipped where the upstream schemas are not there)',
    () => {
      expect(rendered.manifests.flatMap(strictProblems)).toEqual([])
    },
  )

  test('meets the restricted Pod Security Standard, with a read-only root', () => {
    for (const { spec } of pods(rendered)) {
      expect(spec).toMatchObject({
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        automountServiceAccountToken: false,
        serviceAccountName: name,
      })
      expect(spec).not.toHaveProperty('hostNetwork')
    }
    expect(containers(rendered)).toHaveLength(1)
    for (const { securityContext } of containers(rendered)) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
    }
  })

  test('asks for CPU and memory, and limits memory alone', () => {
    for (const { resources } of containers(rendered)) {
      expect(Object.keys(resources!.requests as object)).toEqual(['cpu', 'memory'])
      expect(Object.keys(resources!.limits as object)).toEqual(['memory'])
    }
  })

  test('is probed wherever it runs on', () => {
    const job = rendered.manifests.some(({ kind }) => kind === 'CronJob')
    for (const container of containers(rendered)) {
      const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'].filter(probe => probe in container)
      expect(probes).toHaveLength(job ? 0 : 3)
    }
  })

  test('names what it renders, without a construct address', () => {
    expect(JSON.stringify(rendered.manifests)).not.toContain('cdk8s.io/')
    for (const { metadata } of rendered.manifests)
      expect(metadata.name === name || metadata.name.startsWith(`${name}-`)).toBe(true)
  })
})

test.skipIf(!haveSchemas)(
  'an unknown field, a missing one and a wrong type are seen (skipped without the upstream schemas)',
  () => {
    const route = only(render(apps[1]!), 'HTTPRoute')
    const deployment = only(render(apps[1]!), 'Deployment')
    const wrong = [
      { ...route, spec: { ...route.spec, host: 'x' } },
      { ...deployment, spec: {} },
      { ...deployment, spec: { ...deployment.spec, paused: 'no' } },
    ]
    expect(wrong.map(manifest => strictProblems(manifest).length > 0)).toEqual([true, true, true])
  },
)

describe('by environment', () => {
  const [, api] = apps
  test('values, sizes and standards come from the cluster', () => {
    const here = render(api!, dev)
    const there = render(api!, production)
    expect(only<{ minReplicas: number }>(here, 'HorizontalPodAutoscaler').spec).toMatchObject({
      minReplicas: 1,
      maxReplicas: 3,
    })
    expect(only(there, 'HorizontalPodAutoscaler').spec).toMatchObject({ minReplicas: 3, maxReplicas: 12 })
    expect(JSON.stringify(containers(here))).toContain('"name":"LOG_LEVEL","value":"debug"')
    expect(JSON.stringify(containers(there))).toContain('"name":"LOG_LEVEL","value":"info"')
    expect(here.manifests.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget')
    expect(there.manifests.map(({ kind }) => kind)).toContain('PodDisruptionBudget')
  })

  test('explain tells which layer set what', () => {
    expect(api!.explain(production).find(({ field }) => field === 'size.max')?.layers).toEqual([
      { layer: 'environment production', value: 12 },
    ])
  })
})

describe('a call', () => {
  test('opens the network on both sides and hands over the address', () => {
    const peer = (name: string) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': name } },
    })
    const ports = [{ protocol: 'TCP', port: 8080 }]
    const caller = render(apps[1]!)
    expect(only<{ egress: unknown }>(caller, 'NetworkPolicy').spec.egress).toEqual([{ to: [peer('orders')], ports }])
    expect(only<{ ingress: unknown }>(render(orders), 'NetworkPolicy').spec.ingress).toContainEqual({
      from: [peer('api'), peer('report')],
      ports,
    })
    expect(JSON.stringify(containers(caller))).toContain('http://orders.shop.svc.cluster.local:8080')
  })

  test('to an app that is not on the cluster is refused, and lets nobody in', () => {
    const away = paths.defineWebService({ ...basics, name: 'away', on: { clusters: ['dev'] } })
    const caller = paths.defineWebService({ ...basics, name: 'caller', calls: [away], on: { clusters: ['prod-eu'] } })
    expect(render(caller, production).problems).toEqual([
      'caller: calls "away", which is not on prod-eu; put it there, or keep this app away',
    ])
    expect(JSON.stringify(render(away, dev).manifests)).not.toContain('caller')
  })

  test('to an app that answers no calls does not compile', () => {
    // @ts-expect-error a worker has no port
    paths.defineWorker({ ...basics, name: 'x', calls: [apps[2]!] })
  })
})

describe('what cannot work is refused', () => {
  const problems = (more: object) => render(paths.defineWebService({ ...basics, name: 'web', ...more })).problems
  test.each([
    [{ port: 80 }, "port 80 needs a right that restricted pods don't have; listen on 1024 or above"],
    [{ user: 0 }, 'user is 0; give the number of an unprivileged user, such as 65532'],
    [{ size: { default: { min: 4, max: 2 } } }, 'min is 4 but max is 2; raise max or lower min'],
    [
      { size: { default: { min: 0 } } },
      'scales down to 0 by CPU, which nothing could wake; use a queue or a schedule, or min 1',
    ],
    [{ route: { host: 'a.b' } }, 'host "a.b" is no DNS label; write the first label only, e.g. "shop"'],
    [{ route: { host: 'a', retries: -1 } }, 'retries is -1; use a whole number from 0'],
    [
      { values: { default: { LOG: 'x' } } },
      'value "LOG" is provided but nobody declares it; declare it in variables, or take it out',
    ],
    [{ files: { '/a/c.yaml': '', '/b/c.yaml': '' } }, 'two files of web are called "c.yaml"; rename one'],
  ])('%j', (more, problem) => expect(problems(more)).toEqual([`web: ${problem}`]))

  test('a secret cannot be passed as a value', () => {
    // @ts-expect-error a string is no reference to a store
    paths.defineWebService({ ...basics, name: 'x', secrets: { KEY: 'hunter2' } })
  })

  test('a value of another type, or for a variable that nobody declares, does not compile', () => {
    const variables = { LOG_LEVEL: oneOf(['debug', 'info']) }
    // @ts-expect-error not one of the words
    paths.defineWebService({ ...basics, name: 'x', variables, values: { default: { LOG_LEVEL: 'loud' } } })
    // @ts-expect-error not declared
    paths.defineWebService({ ...basics, name: 'x', variables, values: { default: { LOG: 'info' } } })
  })
})

test("a secret is looked up in the part of the store that is the tenant's, under the name of the app", () => {
  expect(only(render(apps[1]!), 'ExternalSecret').spec).toMatchObject({
    secretStoreRef: { kind: 'SecretStore', name: 'tenant' },
    data: [{ secretKey: 'STRIPE_KEY', remoteRef: { key: 'api', property: 'STRIPE_KEY', version: '3' } }],
  })
})

describe('pods roll when their inputs change, and only then', () => {
  const hash = (more: object) =>
    pods(render(paths.defineWebService({ ...basics, name: 'web', ...more })))[0]!.metadata.annotations
  const files = { '/etc/a': 'one' }
  test('a file or the version of a secret changes the template', () => {
    expect(hash({ files })).toEqual(hash({ files, route: { host: 'other' } }))
    expect(hash({ files })).not.toEqual(hash({ files: { '/etc/a': 'two' } }))
    expect(hash({ secrets: { A: secret({ version: '1' }) } })).not.toEqual(
      hash({ secrets: { A: secret({ version: '2' }) } }),
    )
    expect(hash({})).toBeUndefined()
  })

  test('the labels of the tenant do not', () => {
    const moved = { ...shop, labels: () => ({ 'acme.internal/cost-center': 'new' }) }
    const [before, after] = [shop, moved].map(
      tenant => pods(render(paths.defineWebService({ ...basics, tenant, name: 'web' })))[0],
    )
    expect(after).toEqual(before)
  })
})

test('a promise about an app comes with its alerts, and belongs to the app it is about', () => {
  const runbook = 'https://github.com/acme/platform/docs/runbooks/api.md' as const
  const slo = (service: string) =>
    defineSlo({ name: 'up', service, objective: '99.9%', indicator: availability(), runbook })
  const web = (of: string) => render(paths.defineWebService({ ...basics, name: 'web', slos: [slo(of)] }))
  expect(only(web('web'), 'PrometheusRule').metadata.namespace).toBe('shop')
  expect(web('web').problems).toEqual([])
  expect(web('api').problems).toEqual(['web: slo "up" is about "api"; put it on that app'])
})

test('an app that scales by triggers comes after the unit that provides them', () => {
  expect(apps[2]!.after).toContain(keda)
  expect(apps[1]!.after).not.toContain(keda)
})

test('a definition knows where it stands', () =>
  expect(orders.source).toMatch(/^lib\/workload\/workloads\.test\.ts:\d+$/))

describe('a release in steps', () => {
  const gates = [successRate('99%')] as const
  const counted = [promql({ name: 'failures', unit: 'count', query: 'vector(0)', max: 0 })] as const
  const kinds = (rendered: Rendered) => rendered.manifests.map(({ kind }) => kind).sort()
  const web = paths.defineWebService({
    ...basics,
    name: 'web',
    route: { host: 'web', path: '/api' },
    canary: weighted({ gates }),
  })

  test('leaves the Service, the route and the size to Flagger', () => {
    const rendered = render(web)
    expect(rendered.problems).toEqual([])
    expect(kinds(rendered)).toEqual([
      'BackendTrafficPolicy',
      'Canary',
      'Deployment',
      'HorizontalPodAutoscaler',
      'MetricTemplate',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'PodMonitor',
      'ServiceAccount',
    ])
    expect(only(rendered, 'Deployment').spec).not.toHaveProperty('replicas')
    expect(only(rendered, 'Canary').spec).toMatchObject({
      provider: 'gatewayapi:v1',
      autoscalerRef: { kind: 'HorizontalPodAutoscaler', name: 'web' },
      service: { port: 8080, hosts: ['web.prod-eu.acme.internal'], match: [{ uri: { prefix: '/api' } }] },
    })
    expect(web.afterWherePresent).toEqual([flagger])
  })

  test('is a rolling update where nothing shifts traffic', () => {
    const { traffic, ...still } = production
    expect(traffic).toBeDefined()
    expect(kinds(render(web, still))).toEqual(expect.arrayContaining(['Service', 'HTTPRoute', 'ServiceMonitor']))
    expect(kinds(render(web, still))).not.toContain('Canary')
  })

  test('may be another one on some clusters, taken whole', () => {
    const canary = { default: blueGreen({ gates }), environments: { production: weighted({ gates }) } }
    const app = paths.defineWebService({ ...basics, name: 'web', route: { host: 'web' }, canary })
    const analysis = (cluster: Cluster) => only<{ analysis: object }>(render(app, cluster), 'Canary').spec.analysis
    expect(analysis(dev)).toHaveProperty('iterations')
    expect(analysis(production)).not.toHaveProperty('iterations')
    const part = { default: weighted({ gates }), environments: { production: { every: '5m' } } } as const
    // @ts-expect-error half a release is none
    paths.defineWebService({ ...basics, name: 'web', route: { host: 'web' }, canary: part })
  })

  test('shows the names of its layers to the renderer, which refuses those that nothing bears', () => {
    const canary = { default: weighted({ gates }), environments: { prod: weighted({ preset: 'safe', gates }) } }
    const { layers } = paths.defineWebService({ ...basics, name: 'web', route: { host: 'web' }, canary })
    expect(layers.flatMap(({ environments = {} }) => Object.keys(environments))).toContain('prod')
  })

  test('is told to the channel of the tenant, unless it says to whom', () => {
    const alerts = (app: Unit) => only<{ analysis: { alerts: object[] } }>(render(app), 'Canary').spec.analysis.alerts
    expect(alerts(web)).toEqual([{ name: 'tenant', severity: 'error', providerRef: { name: 'tenant' } }])
    const canary = weighted({ gates, alerts: [{ name: 'team', severity: 'warn' }] })
    const own = paths.defineWebService({ ...basics, name: 'web', route: { host: 'web' }, canary })
    expect(alerts(own)).toEqual([{ name: 'team', severity: 'warn', providerRef: { name: 'team' } }])
  })

  test('of a worker compares versions without a gateway', () => {
    const app = paths.defineWorker({ ...basics, name: 'work', canary: blueGreen({ gates: counted }) })
    expect(only(render(app), 'Canary').spec).toMatchObject({ provider: 'kubernetes' })
    expect(render(app).problems).toEqual([])
    // @ts-expect-error Kubernetes cannot split traffic by weight
    paths.defineWorker({ ...basics, name: 'work', canary: weighted({ gates }) })
  })

  const admitted = (app: Parameters<typeof render>[0]) =>
    render(app)
      .manifests.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name.endsWith('-canary'))
      .map(({ spec }) => spec)
  const loadTest = { requestsPerSecond: 10 }

  test.each([
    ['load without a gateway', paths.defineWorker, blueGreen({ gates: counted, loadTest })],
    ['a command', paths.defineWorker, blueGreen({ gates: counted, hooks: [conformance('true')] })],
  ])('lets the load tester in for %s', (_, define, canary) => {
    const from = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'flagger' } } }
    expect(admitted(define({ ...basics, name: 'work', canary }))).toEqual([
      {
        podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'work' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [from], ports: [{ protocol: 'TCP', port: 9090 }] }],
      },
    ])
  })

  test.each([
    ['load passes the gateway', weighted({ gates, loadTest })],
    ['nobody but a person is asked', weighted({ gates, hooks: [approval('rollout', { ask: 'shop' })] })],
  ])('lets no load tester in where %s', (_, canary) => {
    expect(admitted(paths.defineWebService({ ...basics, name: 'web', route: { host: 'web' }, canary }))).toEqual([])
  })

  test('by weight needs a route', () => {
    const app = paths.defineWebService({ ...basics, name: 'web', canary: weighted({ gates }) })
    expect(render(app).problems).toEqual([
      'web: weighted(...) shifts requests at the gateway, but there is no route; add one, or use blueGreen(...)',
    ])
  })
})

/** Any app that the types allow. */
const anyApp = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/),
  min: fc.integer({ min: 1, max: 5 }),
  more: fc.integer({ min: 0, max: 5 }),
  port: fc.integer({ min: 1024, max: 65535 }),
  metrics: fc.constantFrom(false as const, {}, { port: 9999 }),
  route: fc.constantFrom(undefined, { host: 'shop' }),
  cluster: fc.constantFrom(...clusters),
})

test('labels and selectors agree, whatever the app', () => {
  fc.assert(
    fc.property(anyApp, ({ name, min, more, port, metrics, route, cluster }) => {
      const size = { default: { min, max: min + more } }
      const rendered = render(
        paths.defineWebService({ ...basics, name, size, port, metrics, ...(route && { route }) }),
        cluster,
      )
      const { labels } = pods(rendered)[0]!.metadata
      const kinds = rendered.manifests.map(({ kind }) => kind)
      const service = only<{ selector: object; ports: { port: number; name: string }[] }>(rendered, 'Service')
      expect(labels).toMatchObject(service.spec.selector)
      expect(labels).toMatchObject(
        only<{ selector: { matchLabels: object } }>(rendered, 'Deployment').spec.selector.matchLabels,
      )
      expect(labels).toMatchObject(
        only<{ podSelector: { matchLabels: object } }>(rendered, 'NetworkPolicy').spec.podSelector.matchLabels,
      )
      expect(service.spec.ports[0]!.port).toBe(port)
      expect(kinds.includes('HorizontalPodAutoscaler')).toBe(more > 0)
      expect('replicas' in only(rendered, 'Deployment').spec).toBe(more === 0)
      expect(kinds.includes('PodDisruptionBudget')).toBe(min >= 2)
      expect(kinds.includes('HTTPRoute')).toBe(route !== undefined)
      if (metrics !== false) {
        const monitor = only<{ selector: { matchLabels: object }; endpoints: { port: string }[] }>(
          rendered,
          'ServiceMonitor',
        ).spec
        expect(service.metadata.labels).toMatchObject(monitor.selector.matchLabels)
        expect(service.spec.ports.map(({ name }) => name)).toContain(monitor.endpoints[0]!.port)
      }
    }),
    { numRuns: 100 },
  )
})

test('moving a construct changes nothing', () => {
  const props = { name: 'web', image: 'web:1.0.0', site: siteOn(production, platform, shop), route: { host: 'web' } }
  const at = (path: readonly string[]) => {
    const chart = new Chart(new App(), 'c', { disableResourceNameHashes: true })
    new StaticSite(
      path.reduce<Construct>((scope, id) => new Construct(scope, id), chart),
      'site',
      props,
    )
    return chart.toJson()
  }
  expect(at(['some', 'where', 'else'])).toEqual(at([]))
})
