import type { Manifest } from '../../manifest/manifest.ts'
import { AlertChannel } from '../alert-channel.ts'
import { siteOf, type Site } from '../analysis/site.ts'
import { Canary } from '../canary.ts'
import { latency, successRate } from '../gate.ts'
import { approval } from '../hook.ts'
import { weighted } from '../release.ts'
import { onGateway, render } from './platforms.ts'

const deployment: Manifest = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
    template: { spec: { containers: [{ name: 'api', ports: [{ name: 'http', containerPort: 8080 }] }] } },
  },
}

const autoscaler: Manifest = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } },
}

const namespace: Manifest = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels: { tenant: 'shop' } },
}

const selector = { matchExpressions: [{ key: 'tenant', operator: 'Exists' }] }
const gateway: Manifest = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'public', namespace: 'gateway' },
  spec: {
    listeners: [
      { name: 'http', hostname: '*.acme.internal', allowedRoutes: { namespaces: { from: 'Same' } } },
      { name: 'https', hostname: '*.acme.internal', allowedRoutes: { namespaces: { from: 'Selector', selector } } },
    ],
  },
}

const release = weighted({
  gates: [successRate('99%'), latency('500ms')],
  loadTest: { requestsPerSecond: 10 },
  hooks: [approval('promotion', { ask: 'team-shop' })],
  alerts: [{ name: 'team-shop' }],
})

/** Everything a Canary needs around it, on a cluster where nothing is wrong. */
export function shop(): Manifest[] {
  const rendered = render(chart => {
    new AlertChannel(chart, 'alerts', { name: 'team-shop', type: 'slack', channel: 'shop', secret: 'slack' })
    new Canary(chart, 'canary', {
      platform: onGateway,
      target: 'api',
      port: 8080,
      targetPort: 'http',
      hosts: ['api.acme.internal'],
      autoscaler: { kind: 'HorizontalPodAutoscaler', name: 'api' },
      release,
    })
  })
  return [deployment, autoscaler, namespace, gateway, ...rendered]
}

export function canaryOf(manifests: readonly Manifest[]): Manifest {
  return manifests.find(({ kind }) => kind === 'Canary')!
}

export function shopSite(manifests: readonly Manifest[]): Site {
  return siteOf({ name: 'prod', traffic: 'gatewayapi:v1' }, manifests)
}

/** The objects with a field set, or taken out where the value is undefined. `at` is `Kind`, or `Kind/name`. */
export function set(manifests: readonly Manifest[], at: string, [path, value]: [string, unknown]): Manifest[] {
  return manifests.map(manifest => {
    const { kind, metadata } = manifest
    return [kind, `${kind}/${metadata.name}`].includes(at)
      ? (assign(manifest, path.split('.'), value) as Manifest)
      : manifest
  })
}

function assign(object: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(object)) return object.map((item, i) => (String(i) === key ? assign(item, rest, value) : item))
  const fields = { ...(object as Record<string, unknown>) }
  if (rest.length === 0 && value === undefined) {
    return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key))
  }
  return { ...fields, [key]: assign(fields[key], rest, value) }
}
