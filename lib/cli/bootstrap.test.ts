import process from 'node:process'
import { runCommand } from 'citty'
import { ApiObject } from 'cdk8s'
import { expect, test, vi } from 'vitest'
import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { namespacedKinds } from '../unit/custom-kind.ts'
import { defineComponent } from '../unit/define-unit.ts'
import { bootstrap } from './bootstrap.ts'
import type { LoadProject } from './project.ts'

const engine = (name: string, provided: string, repository: string) => {
  const [group = '', kind = ''] = provided.split('/')
  return defineComponent({
    name,
    namespace: `${name}-system`,
    provides: namespacedKinds(group, ['v1'], [kind]),
    helm: { chart: name, repository, version: '1.2.3', release: `the-${name}`, values: () => ({ quiet: null }) },
  })
}

const argo = engine('argo', 'argoproj.io/Application', 'https://charts.acme.internal')
const operator = engine('operator', 'fluxcd.controlplane.io/FluxInstance', 'oci://registry.acme.internal/charts')
const instance = defineComponent({
  name: 'instance',
  namespace: 'flux-system',
  after: [operator],
  build: chart => {
    new ApiObject(chart, 'flux', {
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      metadata: { name: 'flux' },
    })
  },
})
const knows = defineComponent({
  name: 'knows',
  namespace: 'argo-system',
  provides: namespacedKinds('external-secrets.io', ['v1'], ['ExternalSecret']),
  on: { clusters: ['hub'] },
  build: chart => {
    const labels = { 'argocd.argoproj.io/secret-type': 'cluster' }
    const template = { metadata: { labels }, data: { name: 'far' } }
    new ApiObject(chart, 'far', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'far' },
      spec: { target: { template } },
    })
  },
})
const estate = [argo, operator, instance, knows]

const environment = { name: 'dev', policyAction: 'Audit', sync: { prune: true, selfHeal: true } } as const
const on = (name: string, more: Partial<Cluster>): Cluster => ({
  name,
  environment,
  region: 'eu',
  cloud: 'kind',
  engine: 'argocd',
  kubernetes: '1.36',
  domain: `${name}.acme.internal`,
  profile: 'argo',
  ...more,
})
const fleet: Fleet = {
  git: { repository: 'https://git.acme.internal/platform.git', branch: 'main', path: 'dist' },
  environments: [environment],
  profiles: [
    { name: 'argo', components: [argo, knows] },
    { name: 'flux', components: [operator, instance] },
    { name: 'none', components: [] },
  ],
  clusters: [
    on('hub', {}),
    on('far', { hub: 'hub', profile: 'none' }),
    on('near', { hub: 'hub', profile: 'none' }),
    on('dev', { engine: 'flux', profile: 'flux' }),
    on('bare', { profile: 'none' }),
  ],
}

/** What the command prints. */
async function printed(...rawArgs: string[]): Promise<string> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    await runCommand(bootstrap((async () => ({ fleet, estate })) as unknown as LoadProject), { rawArgs })
    return write.mock.calls.map(([text]) => text).join('')
  } finally {
    write.mockRestore()
  }
}

/** Without the lines that explain. */
const commands = async (cluster: string) =>
  (await printed(cluster)).split('\n').filter(line => line !== '' && !line.startsWith('#'))

test('Argo CD starts as the chart that it will keep, then the root', async () => {
  expect(await commands('hub')).toEqual([
    'kubectl --context hub create namespace argo-system --dry-run=client -o yaml | kubectl --context hub apply --server-side -f -',
    'npx waybill bootstrap hub --values |',
    '  helm template the-argo argo --repo https://charts.acme.internal --version 1.2.3 --namespace argo-system --include-crds --values - |',
    '  kubectl --context hub apply --server-side --force-conflicts --namespace argo-system -f -',
    'kubectl --context hub wait --namespace argo-system --for=condition=Available deployment --all --timeout=5m',
    'kubectl --context hub apply --server-side -f dist/hub/bootstrap',
  ])
})

test('Flux starts with its operator, then the instance that is rendered, then the root', async () => {
  expect(await commands('dev')).toEqual([
    'helm upgrade --install the-operator oci://registry.acme.internal/charts/operator --version 1.2.3 \\',
    '  --kube-context dev --namespace operator-system --create-namespace --wait',
    'kubectl --context dev apply --server-side -f dist/dev/platform/instance/flux-system.fluxinstance.flux.yaml',
    'kubectl --context dev wait --namespace flux-system --for=condition=Ready fluxinstance/flux --timeout=5m',
    'kubectl --context dev apply --server-side -f dist/dev/bootstrap',
  ])
})

test('a delivered cluster is made known to its hub, where its root goes', async () => {
  expect(await commands('near')).toEqual([
    'kubectl config use-context hub',
    'kubectl config set-context --current --namespace argocd',
    'argocd --core cluster add near --name near --yes',
    'kubectl --context hub apply --server-side -f dist/near/bootstrap',
  ])
})

test('a cluster that a unit of the hub makes known is not registered twice, but gets the account of the hub', async () => {
  const apply = '--dry-run=client -o yaml | kubectl --context far apply --server-side -f -'
  expect(await commands('far')).toEqual([
    'kubectl --context hub get --namespace argocd secret far',
    `kubectl --context far create serviceaccount argocd-manager --namespace kube-system ${apply}`,
    `kubectl --context far create clusterrolebinding argocd-manager --clusterrole cluster-admin --serviceaccount kube-system:argocd-manager ${apply}`,
    'kubectl --context hub apply --server-side -f dist/far/bootstrap',
  ])
})

test('prints the values of the engine as the unit has them, null included', async () => {
  expect(JSON.parse(await printed('hub', '--values'))).toEqual({ quiet: null })
})

test.each([
  ['hubb', 'cluster: unknown cluster "hubb"; use "hub"'],
  [
    'bare',
    'cluster: cluster "bare" has no unit with a chart and a namespace that provides Application of argoproj.io, so nothing installs argocd; add one to profile "none"',
  ],
])('refuses %s', async (cluster, message) => {
  await expect(printed(cluster)).rejects.toThrow(message)
})
