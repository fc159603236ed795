import { expect, test } from 'vitest'
import { defineApp, defineComponent } from '../unit/define-unit.ts'
import type { Unit } from '../unit/unit.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { deliverUnit } from './deliver-unit.ts'
import { cluster, object, placeAll } from './sample-estate.ts'

const argocd = cluster('prod-eu')
const flux = cluster('dev', {
  engine: 'flux',
  environment: { name: 'dev', policyAction: 'Audit', sync: { prune: true, selfHeal: false } },
})
const hubbed = cluster('prod-us', { hub: 'prod-eu' })

const crds = defineComponent({ name: 'crds' })
const index = defineComponent({
  name: 'cert-manager',
  namespace: 'cert-manager',
  after: [crds],
  helm: {
    chart: 'cert-manager',
    repository: 'https://charts.jetstack.io',
    version: 'v1.20.3',
    release: 'certs',
    values: () => ({ replicaCount: 2, resources: null }),
  },
  ownedFields: [
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      name: 'certs-webhook',
      pointers: ['/webhooks/0/clientConfig/caBundle'],
      by: 'cainjector',
    },
  ],
})
const oci = defineComponent({
  name: 'envoy-gateway',
  namespace: 'gateway-system',
  onRemoval: 'delete-data',
  helm: { chart: 'gateway-helm', repository: 'oci://docker.io/envoyproxy', version: 'v1.9.0+up1', values: () => ({}) },
})
const tenant: Unit = { ...defineComponent({ name: 'payments', namespace: 'payments' }), layer: 'tenants' }
const app = defineApp({
  name: 'checkout',
  namespace: 'payments',
  tenant,
  helm: { chart: 'podinfo', repository: 'https://charts.acme.internal', version: '6.0.0', values: () => ({}) },
})

function deliver(unit: Unit, on = argocd, manifests: Manifest[] = []) {
  const all = [crds, index, oci, tenant, app]
  const placed = placeAll(on, all, manifests).find(each => each.unit === unit)!
  const { inUnit, delivery } = deliverUnit(placed)
  return { inUnit: inUnit as unknown as Loose[], ...(delivery[0] as unknown as Loose) }
}

type Loose = { metadata: { [field: string]: never }; spec: { [field: string]: never } }

const config = object('v1', 'ConfigMap')

test('on Argo CD a chart and the objects beside it are two sources of one Application', () => {
  expect(deliver(index, argocd, [config]).spec).toMatchObject({
    sources: [
      {
        repoURL: 'https://charts.jetstack.io',
        chart: 'cert-manager',
        targetRevision: 'v1.20.3',
        helm: { releaseName: 'certs', valuesObject: { replicaCount: 2, resources: null } },
      },
      {
        repoURL: 'https://git.acme.internal/platform.git',
        targetRevision: 'main',
        path: 'dist/prod-eu/platform/cert-manager',
        directory: { recurse: false },
      },
    ],
  })
})

test('a chart alone has no folder in git, so its Application names none', () => {
  const { spec, metadata } = deliver(oci)
  expect(spec).not.toHaveProperty('sources')
  expect(spec.source).toMatchObject({ repoURL: 'docker.io/envoyproxy', chart: 'gateway-helm' })
  expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '0' })
})

test('an Application is named, ordered and rendered again by what it is', () => {
  expect(deliver(index, argocd, [config]).metadata).toEqual({
    name: 'prod-eu.cert-manager',
    namespace: 'argocd',
    annotations: {
      'argocd.argoproj.io/sync-wave': '1',
      'argocd.argoproj.io/manifest-generate-paths': '/dist/prod-eu/platform/cert-manager',
    },
    finalizers: ['resources-finalizer.argocd.argoproj.io'],
  })
})

test('an Application prunes and heals as its environment says', () => {
  expect(deliver(crds, argocd, [config]).spec.syncPolicy).toMatchObject({ automated: { prune: false, selfHeal: true } })
})

test('an Application goes to its own cluster, or by name to one that its hub delivers', () => {
  const own = deliver(index, argocd, [config]).spec
  const remote = deliver(app, hubbed, [config])
  expect(own.destination).toEqual({ server: 'https://kubernetes.default.svc', namespace: 'cert-manager' })
  expect(remote.spec.destination).toEqual({ name: 'prod-us', namespace: 'payments' })
  expect([own.project, remote.spec.project]).toEqual(['prod-eu.platform', 'prod-us.tenant-payments'])
  expect(remote.metadata.name).toBe('prod-us.checkout')
})

test('Argo CD leaves alone what a controller owns, in the chart and beside it', () => {
  const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
  const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef: target } })
  const { spec } = deliver(index, argocd, [scaler])
  expect(spec.ignoreDifferences).toEqual([
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      name: 'certs-webhook',
      jsonPointers: ['/webhooks/0/clientConfig/caBundle'],
    },
    { group: 'apps', kind: 'Deployment', name: 'web', namespace: 'shop', jsonPointers: ['/spec/replicas'] },
  ])
  expect(spec.syncPolicy).toHaveProperty('syncOptions', expect.arrayContaining(['RespectIgnoreDifferences=true']))
})

test('on Flux a chart of an index is a HelmRelease and its HelmRepository', () => {
  const [repository, release] = deliver(index, flux).inUnit
  expect(repository).toMatchObject({ kind: 'HelmRepository', spec: { url: 'https://charts.jetstack.io' } })
  expect(release).toMatchObject({
    kind: 'HelmRelease',
    metadata: { name: 'cert-manager', namespace: 'flux-system' },
    spec: {
      chart: { spec: { chart: 'cert-manager', version: 'v1.20.3', sourceRef: { kind: 'HelmRepository' } } },
      releaseName: 'certs',
      targetNamespace: 'cert-manager',
      storageNamespace: 'cert-manager',
      serviceAccountName: 'helm-controller',
      driftDetection: { mode: 'warn', ignore: [{ target: { group: 'admissionregistration\\.k8s\\.io' } }] },
      values: { replicaCount: 2, resources: null },
    },
  })
})

test('on Flux a chart of a registry is pinned to its tag, in which `_` stands for `+`', () => {
  const [repository, release] = deliver(oci, flux).inUnit
  expect(repository!.spec).toMatchObject({ url: 'oci://docker.io/envoyproxy/gateway-helm', ref: { tag: 'v1.9.0_up1' } })
  expect(release!.spec).toMatchObject({ chartRef: { kind: 'OCIRepository', name: 'envoy-gateway' } })
})

test('a release keeps definitions and claims when its unit goes, unless the unit says otherwise', () => {
  expect(deliver(index, flux).inUnit[1]!.spec).toHaveProperty('postRenderers.0.kustomize.patches.0', {
    target: { kind: 'CustomResourceDefinition' },
    patch:
      '{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"any","annotations":{"helm.sh/resource-policy":"keep"}}}',
  })
  expect(deliver(oci, flux).inUnit[1]!.spec).not.toHaveProperty('postRenderers')
})

test('a Kustomization waits for what its unit needs and acts as the platform, or as its tenant', () => {
  expect(deliver(index, flux).spec).toMatchObject({
    dependsOn: [{ name: 'crds' }],
    path: './dist/dev/platform/cert-manager',
    prune: true,
    wait: true,
    serviceAccountName: 'kustomize-controller',
  })
  const { spec, inUnit } = deliver(app, flux)
  expect(spec).toMatchObject({ dependsOn: [{ name: 'payments' }], serviceAccountName: 'tenant-payments' })
  expect(inUnit[1]).toMatchObject({
    metadata: { namespace: 'payments' },
    spec: { serviceAccountName: 'tenant-payments' },
  })
})

test('a Kustomization ignores only fields that its objects set', () => {
  const canary = object('flagger.app/v1beta1', 'Canary', { spec: { targetRef: { kind: 'Deployment', name: 'web' } } })
  const deployment = object('apps/v1', 'Deployment', { spec: { replicas: 2 } })
  expect(deliver(crds, flux, [canary]).spec).not.toHaveProperty('ignore')
  expect(deliver(crds, flux, [canary, deployment]).spec.ignore).toEqual([
    { paths: ['/spec/replicas'], target: { group: 'apps', kind: 'Deployment', name: 'web', namespace: 'shop' } },
  ])
})

test('a Kustomization brings the health of kinds that Flux does not know', () => {
  const canary = object('flagger.app/v1beta1', 'Canary')
  expect(deliver(crds, flux, [canary, config]).spec.healthCheckExprs).toEqual([
    {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      current: 'has(status.phase) && status.phase in ["Initialized","Succeeded"]',
      failed: 'has(status.phase) && status.phase in ["Failed"]',
    },
  ])
})

test('refuses a unit of nothing: git holds no empty folder to point at', () => {
  expect(() => deliver(crds, flux)).toThrow(
    'dist/dev/platform/crds: unit "platform/crds" has no object and no chart on cluster "dev"; add one, or take the cluster out of `on`',
  )
})

test('a Kustomization that goes takes its objects along only where its environment prunes', () => {
  const careful = cluster('dev', { engine: 'flux' })
  expect(deliver(index, flux).spec).toMatchObject({ prune: true, deletionPolicy: 'WaitForTermination' })
  expect(deliver(index, careful).spec).toMatchObject({ prune: false, deletionPolicy: 'Orphan' })
})
