import { expect, test } from 'vitest'
import { items } from '../manifest/field.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { clusterKinds } from '../unit/custom-kind.ts'
import { defineApp, defineComponent } from '../unit/define-unit.ts'
import type { Unit } from '../unit/unit.ts'
import { deliverCluster } from './deliver-cluster.ts'
import { cluster, deliverAll, fleetOf, object, placeAll } from './sample-estate.ts'

const hub = cluster('prod-eu')
const remote = cluster('prod-us', { hub: 'prod-eu' })

const certManager = defineComponent({
  name: 'cert-manager',
  namespace: 'cert-manager',
  provides: clusterKinds('cert-manager.io', ['v1'], ['ClusterIssuer']),
  helm: { chart: 'cert-manager', repository: 'oci://quay.io/jetstack', version: '1.20.3', values: () => ({}) },
})
const tenant: Unit = { ...defineComponent({ name: 'payments' }), layer: 'tenants' }
const app = defineApp({ name: 'checkout', namespace: 'payments', tenant })

const manifests = new Map([
  [certManager, [object('v1', 'ConfigMap', { metadata: { namespace: 'cert-manager' } })]],
  [tenant, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'payments' } }]],
  [app, [object('v1', 'ConfigMap', { metadata: { namespace: 'kube-system' } })]],
])

function project(on: typeof hub, name: string) {
  const placed = placeAll(on, [certManager, tenant, app]).map(each => ({
    ...each,
    manifests: manifests.get(each.unit)!,
  }))
  return deliverAll(on, placed).delivery.find(({ kind, metadata }) => kind === 'AppProject' && metadata.name === name)
}

const accounts = (of: Manifest | undefined) => items(of, 'spec.destinationServiceAccounts')

test('the platform project allows the repositories, places and cluster-wide kinds in use', () => {
  const { spec } = project(hub, 'prod-eu.platform') as unknown as { spec: Record<string, unknown[]> }
  expect(spec.sourceRepos).toEqual(['https://git.acme.internal/platform.git', 'quay.io/jetstack'])
  expect(spec.destinations).toEqual(
    ['cert-manager', 'default', 'kube-system', 'payments'].map(namespace => ({
      server: 'https://kubernetes.default.svc',
      namespace,
    })),
  )
  expect(spec.clusterResourceWhitelist).toContainEqual({ group: '', kind: 'Namespace' })
  expect(spec.clusterResourceWhitelist).toContainEqual({ group: 'cert-manager.io', kind: 'ClusterIssuer' })
})

test('a tenant project allows the namespaces that the tenant has, not those its apps would like', () => {
  expect(project(remote, 'prod-us.tenant-payments')).toMatchObject({
    metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '-1' } },
    spec: {
      sourceRepos: ['https://git.acme.internal/platform.git'],
      destinations: [{ name: 'prod-us', namespace: 'payments' }],
      clusterResourceWhitelist: [],
      namespaceResourceBlacklist: expect.arrayContaining([
        { group: 'argoproj.io', kind: 'Application' },
        { group: '', kind: 'ResourceQuota' },
      ]),
    },
  })
})

test('the platform is applied by the account of Argo CD on its own cluster, by that of the hub on another', () => {
  const [here] = accounts(project(hub, 'prod-eu.platform'))
  expect(here).toEqual({
    server: 'https://kubernetes.default.svc',
    namespace: 'cert-manager',
    defaultServiceAccount: 'argocd:argocd-application-controller',
  })
  const [there] = accounts(project(remote, 'prod-us.platform'))
  expect(there).toMatchObject({ server: 'https://*', defaultServiceAccount: 'kube-system:argocd-manager' })
})

test('the apps of a tenant are applied by the account of the tenant, wherever they are', () => {
  const account = { namespace: 'payments', defaultServiceAccount: 'payments:deployer' }
  expect(accounts(project(hub, 'prod-eu.tenant-payments'))).toEqual([
    { server: 'https://kubernetes.default.svc', ...account },
  ])
  expect(accounts(project(remote, 'prod-us.tenant-payments'))).toEqual([{ server: 'https://*', ...account }])
})

test('a root is applied on the hub, by the account of Argo CD', () => {
  const [rights] = deliverAll(remote, []).bootstrap
  expect(accounts(rights)).toEqual([
    {
      server: 'https://kubernetes.default.svc',
      namespace: 'argocd',
      defaultServiceAccount: 'argocd:argocd-application-controller',
    },
  ])
})

test('the default project is emptied where Argo CD runs, and nowhere else', () => {
  expect(project(hub, 'default')).toMatchObject({ spec: { sourceRepos: [], destinations: [] } })
  expect(accounts(project(hub, 'default'))).toEqual([])
  expect(project(remote, 'default')).toBeUndefined()
})

test('a root reads the delivery folder of its cluster, and stays on the hub', () => {
  const [rights, root] = deliverAll(remote, []).bootstrap
  expect(rights).toMatchObject({ kind: 'AppProject', metadata: { name: 'prod-us', namespace: 'argocd' } })
  expect(root).toMatchObject({
    kind: 'Application',
    metadata: { name: 'prod-us', namespace: 'argocd' },
    spec: {
      project: 'prod-us',
      destination: { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
      source: { path: 'dist/prod-us/delivery' },
    },
  })
  expect(root!.metadata).not.toHaveProperty('finalizers')
})

test('a Flux root reads git and the delivery folder of its cluster', () => {
  const { bootstrap, delivery } = deliverAll(cluster('dev', { engine: 'flux' }), [])
  expect(delivery).toEqual([])
  expect(bootstrap).toMatchObject([
    { kind: 'GitRepository', spec: { url: 'https://git.acme.internal/platform.git', ref: { branch: 'main' } } },
    { kind: 'Kustomization', metadata: { name: 'root.dev' }, spec: { path: './dist/dev/delivery', wait: false } },
  ])
})

test.each([
  ['git@git.acme.internal:acme/platform.git', 'ssh://git@git.acme.internal/acme/platform.git'],
  ['ssh://git@git.acme.internal:2222/platform.git', 'ssh://git@git.acme.internal:2222/platform.git'],
])('Flux reads %s as an address, with the key in a Secret', (repository, url) => {
  const dev = cluster('dev', { engine: 'flux' })
  const fleet = fleetOf(dev)
  const { bootstrap } = deliverCluster(dev, { ...fleet, git: { ...fleet.git, repository } }, [])
  expect(bootstrap[0]).toMatchObject({ spec: { url, secretRef: { name: 'flux-system' } } })
  expect(deliverAll(dev, []).bootstrap[0]!.spec).not.toHaveProperty('secretRef')
})
