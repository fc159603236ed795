import { Duration } from 'cdk8s'
import { expect, test } from 'vitest'
import type { Cluster } from '../fleet/cluster.ts'
import type { PreviewOptions } from './preview.ts'
import { goldenPaths } from './golden-paths.ts'
import { basics, clusters, dev, only, platform, production, render, type Rendered } from './test/estate.ts'
import { haveSchemas, strictProblems } from './test/strict.ts'

const previews = { environments: ['dev'], owner: 'acme', label: 'preview', secret: 'code-host' }
const { defineWebService, defineWorker } = goldenPaths({ ...platform, previews })

const preview: PreviewOptions = {
  ttl: Duration.days(3),
  maxOpen: 5,
  quota: { cpu: 1, memoryGi: 1, storageGi: 0, pods: 4 },
}
const callee = defineWebService({ ...basics, name: 'callee' })
const web = { ...basics, name: 'web', route: { host: 'shop' }, calls: [callee] }

function previewed(change: Partial<PreviewOptions> = {}, more: object = {}): Rendered {
  const app = defineWebService({ ...web, ...more, preview: { ...preview, ...change } })
  const { namespace, build } = app.preview(dev)!
  return render({ name: app.name, namespace, build }, dev)
}

test('a preview is one pod of the commit under test, in a namespace and at a host name of its own', () => {
  const rendered = previewed()
  expect(rendered.problems).toEqual([])
  expect(new Set(rendered.manifests.map(({ metadata }) => metadata.namespace).filter(Boolean))).toEqual(
    new Set(['shop-web-pr-waybillpr']),
  )
  expect(only(rendered, 'HTTPRoute').spec).toMatchObject({ hostnames: ['shop-pr-waybillpr.dev.acme.internal'] })
  expect(only(rendered, 'Deployment').spec).toMatchObject({
    replicas: 1,
    template: { spec: { containers: [{ image: 'ghcr.io/acme/api:waybillsha' }] } },
  })
})

test('its namespace is closed as the tenant’s is, has the quota, and says when it may go', () => {
  const rendered = previewed()
  const namespaced = only(rendered, 'Namespace').metadata
  expect(namespaced.labels).toMatchObject({
    'pod-security.kubernetes.io/enforce': 'restricted',
    'acme.internal/preview-of': 'web',
  })
  expect(namespaced.annotations).toMatchObject({
    'acme.internal/preview-ttl': '4320m',
    'acme.internal/preview-max-open': '5',
    'acme.internal/may-be-deleted': 'true',
  })
  expect(only(rendered, 'ResourceQuota').spec).toMatchObject({ hard: { pods: '4', 'limits.memory': '1Gi' } })
  const policies = rendered.manifests
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ metadata }) => metadata.name)
  expect(policies).toEqual(expect.arrayContaining(['default-deny', 'allow-dns', 'web']))
})

test('a canary, objectives and an autoscaler stay with the app', () => {
  const kinds = new Set(previewed({}, { slos: [] }).manifests.map(({ kind }) => kind))
  expect(kinds.has('Canary')).toBe(false)
  expect(kinds.has('HorizontalPodAutoscaler')).toBe(false)
})

test('whom the app calls lets its previews in, where there are any', () => {
  defineWebService({ ...web, name: 'caller', preview })
  const from = (on: Cluster) =>
    JSON.stringify(only(render(callee, on), 'NetworkPolicy').spec).includes('"acme.internal/preview-of":"caller"')
  expect(clusters.map(from)).toEqual([true, false, false])
})

test('there are previews only where the platform offers them', () => {
  const app = defineWorker({ ...basics, name: 'worker', preview })
  expect(app.preview(dev)).toMatchObject({ repository: { owner: 'acme', name: 'api' }, maxOpen: 5 })
  expect(app.preview(production)).toBeUndefined()
})

test('a preview without a time to live does not compile', () => {
  // @ts-expect-error: nothing would ever take it away
  defineWebService({ ...web, name: 'forever', preview: { maxOpen: 5, quota: preview.quota } })
})

test.each<[Partial<PreviewOptions>, string]>([
  [{ ttl: Duration.minutes(5) }, 'preview.ttl is under an hour'],
  [{ maxOpen: 0 }, 'preview.maxOpen is 0'],
  [{ maxOpen: 1.5 }, 'preview.maxOpen is 1.5'],
  [{ quota: { ...preview.quota, memoryGi: 0.1 } }, 'preview.quota.memoryGi is 0.1, and two pods take 0.25'],
])('refuses %j', (change, problem) => {
  expect(previewed(change).problems).toEqual([expect.stringContaining(problem)])
})

test('refuses a name with no room for the number of a pull request', () => {
  expect(previewed({}, { name: 'a'.repeat(44) }).problems).toEqual([expect.stringContaining('leaves no room')])
})

test('refuses an app with data of its own', () => {
  const need = { after: [], provide: () => ({ environment: [], egress: [] }) }
  expect(previewed({}, { needs: [need] }).problems).toEqual([expect.stringContaining('would need data of its own')])
})

test.skipIf(!haveSchemas)('every object is valid, strictly (runs where the upstream schemas are)', () => {
  expect(previewed().manifests.flatMap(strictProblems)).toEqual([])
})
