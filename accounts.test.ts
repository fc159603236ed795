import { expect, test } from 'vitest'
import { estate, fleet } from './estate.ts'
import { controllerAccount, managerAccount } from './lib/delivery/argocd/accounts.ts'
import { items, text } from './lib/manifest/field.ts'
import { groupKind } from './lib/manifest/object-key.ts'
import { layout } from './lib/render/layout.ts'
import type { RenderedFile } from './lib/render/rendered-file.ts'
import { argoCd } from './platform/argo-cd/argo-cd.ts'

const { files } = layout(estate, fleet)
const ofKind = (kind: string) => files.filter(({ manifest }) => groupKind(manifest) === kind)
const projects = new Map(
  ofKind('argoproj.io/AppProject').map(file => [`${file.livesOn} ${file.manifest.metadata.name}`, file]),
)

/** Of nothing in git: the chart makes the first, the registration of a cluster the second. */
const knownToExist = [controllerAccount, managerAccount].map(({ namespace, name }) => `${namespace}:${name}`)

/** The first whose namespace and address fit, as Argo CD chooses. */
function becomes({ manifest, livesOn }: RenderedFile): string | undefined {
  const destination = (field: string) => text(manifest, `spec.destination.${field}`)
  const server = destination('server') ?? `https://api.${destination('name')}.acme.internal`
  const project = projects.get(`${livesOn} ${text(manifest, 'spec.project')}`)
  const account = items(project?.manifest, 'spec.destinationServiceAccounts').find(
    each => text(each, 'namespace') === destination('namespace') && fits(text(each, 'server')!, server),
  )
  return text(account, 'defaultServiceAccount')
}

function fits(pattern: string, server: string): boolean {
  return pattern.endsWith('*') ? server.startsWith(pattern.slice(0, -1)) : server === pattern
}

test('every Application becomes an account that is on the cluster it applies to', () => {
  const rendered = new Set(
    ofKind('/ServiceAccount').map(({ cluster, manifest: { metadata } }) =>
      [cluster, metadata.namespace, metadata.name].join(':'),
    ),
  )
  const applications = ofKind('argoproj.io/Application')
  const without = applications.filter(file => {
    const account = becomes(file)
    return account === undefined || !(knownToExist.includes(account) || rendered.has(`${file.cluster}:${account}`))
  })
  expect(without.map(({ path }) => path)).toEqual([])
  expect(applications.length).toBeGreaterThan(60)
})

test('an app of a tenant never becomes an account of the platform', () => {
  const apps = ofKind('argoproj.io/Application').filter(({ manifest }) =>
    text(manifest, 'spec.project')!.includes('.tenant-'),
  )
  expect(apps.length).toBeGreaterThan(10)
  expect(apps.filter(file => knownToExist.includes(becomes(file)!)).map(({ path }) => path)).toEqual([])
})

test('Argo CD becomes them, and its own account has the name that it is known by', () => {
  for (const cluster of fleet.clusters.filter(({ engine, hub }) => engine === 'argocd' && hub === undefined)) {
    expect(argoCd.helm(cluster)!.values).toMatchObject({
      configs: { cm: { 'application.sync.impersonation.enabled': true } },
      controller: { serviceAccount: { name: controllerAccount.name } },
    })
  }
})
