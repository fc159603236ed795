import { existsSync, readFileSync } from 'node:fs'
import { Application } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application'
import { AppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject'
import { HelmRelease } from '@kubernetes-models/flux-cd/helm.toolkit.fluxcd.io/v2/HelmRelease'
import { Kustomization } from '@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1/Kustomization'
import { GitRepository } from '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1/GitRepository'
import { HelmRepository } from '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1/HelmRepository'
import { OCIRepository } from '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1/OCIRepository'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { loadAll } from 'js-yaml'
import { expect, test } from 'vitest'
import type { Cluster } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { objectKey } from '../manifest/object-key.ts'
import { defineApp, defineComponent } from '../unit/define-unit.ts'
import type { Unit } from '../unit/unit.ts'
import { cluster, deliverAll, object, placeAll } from './sample-estate.ts'

type Loose = { [field: string]: Loose } & Loose[] & string

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,6}[a-z0-9])?$/)
const chart = fc.record({
  chart: label,
  repository: fc.constantFrom('https://charts.acme.internal', 'oci://registry.acme.internal/charts'),
  version: fc.constantFrom('1.2.3', 'v0.1.0+build'),
  values: fc.constant(() => ({ replicas: 2, resources: null, nested: { list: [1, null] } })),
})

/** Units that each wait for some of those before them; the first is a tenant, some of the rest are its apps. */
const units = fc
  .uniqueArray(
    fc.record({
      name: label,
      after: fc.array(fc.nat()),
      app: fc.boolean(),
      namespaced: fc.boolean(),
      helm: fc.option(chart),
    }),
    { minLength: 1, maxLength: 12, selector: ({ name }) => name },
  )
  .map(drawn => {
    const made: Unit[] = []
    for (const { name, after, app, namespaced, helm } of drawn) {
      const [tenant] = made
      const definition = {
        name,
        after: after.flatMap(i => (made.length > 0 ? made[i % made.length]! : [])),
        ...(namespaced ? { namespace: `ns-${name}` } : {}),
        ...(helm ? { helm } : {}),
        ownedFields: [{ group: 'apps', kind: 'Deployment', name: 'a.b', pointers: ['/spec/replicas'], by: 'it' }],
      }
      if (tenant === undefined) made.push({ ...defineComponent(definition), layer: 'tenants' })
      else made.push(app ? defineApp({ ...definition, tenant }) : defineComponent(definition))
    }
    return made
  })

const manifests: Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  object('apps/v1', 'Deployment', { spec: { replicas: 1 } }),
  object('flagger.app/v1beta1', 'Canary', { spec: { targetRef: { kind: 'Deployment', name: 'web' } } }),
]

const argocd = cluster('eu')
const flux = cluster('dev', { engine: 'flux' })

const everything = (on: Cluster, units: readonly Unit[]) => {
  const { inUnits, delivery, bootstrap } = deliverAll(on, placeAll(on, units, manifests))
  return [...inUnits, ...delivery, ...bootstrap]
}
const ofKind = (kind: string, all: readonly Manifest[]) => all.filter(each => each.kind === kind) as unknown as Loose[]

test('an Application comes in a later wave than what its unit waits for', () => {
  fc.assert(
    fc.property(units, all => {
      const waves = new Map(
        ofKind('Application', deliverAll(argocd, placeAll(argocd, all, manifests)).delivery).map(({ metadata }) => [
          String(metadata!.name),
          Number(metadata!.annotations!['argocd.argoproj.io/sync-wave']),
        ]),
      )
      for (const unit of all)
        for (const needs of unit.after)
          expect(waves.get(`eu.${unit.name}`)).toBeGreaterThan(waves.get(`eu.${needs.name}`)!)
    }),
  )
})

test('every Kustomization that one depends on is there', () => {
  fc.assert(
    fc.property(units, all => {
      const kustomizations = ofKind('Kustomization', deliverAll(flux, placeAll(flux, all, manifests)).delivery)
      const names = kustomizations.map(({ metadata }) => String(metadata!.name))
      const wanted = kustomizations.flatMap(({ spec }) => (spec!.dependsOn ?? []).map(({ name }) => String(name)))
      expect(names).toEqual(expect.arrayContaining(wanted))
    }),
  )
})

test('no two delivery objects of a hub have one name, whatever its clusters and units are called', () => {
  fc.assert(
    fc.property(fc.uniqueArray(label, { minLength: 2, maxLength: 4 }), units, ([hub, ...names], all) => {
      const clusters = [cluster(hub!), ...names.map(name => cluster(name, { hub: hub! }))]
      const keys = clusters.flatMap(on => everything(on, all)).map(objectKey)
      expect(keys).toHaveLength(new Set(keys).size)
    }),
  )
})

test('clusters and units that read the same when joined by a dash are kept apart', () => {
  const names = ['b-c', 'c'].map(name => defineComponent({ name }))
  const keys = ['a', 'a-b'].flatMap(name => everything(cluster(name, { hub: 'hub' }), names)).map(objectKey)
  expect(keys).toHaveLength(new Set(keys).size)
})

test('nothing includes itself: a root stands outside the folder that it reads', () => {
  fc.assert(
    fc.property(fc.constantFrom(argocd, flux), units, (on, all) => {
      const { delivery, bootstrap } = deliverAll(on, placeAll(on, all, manifests))
      const paths = (objects: readonly Manifest[]) =>
        (objects as unknown as Loose[]).flatMap(({ spec }) =>
          [spec!.path, spec!.source?.path, ...(spec!.sources ?? []).map(({ path }) => path)].filter(
            path => path !== undefined,
          ),
        )
      const folder = `dist/${on.name}/delivery`
      expect(paths(bootstrap).map(path => path.replace('./', ''))).toEqual([folder])
      expect(paths(delivery).filter(path => path.includes(folder))).toEqual([])
      const within = new Set(delivery.map(objectKey))
      expect(bootstrap.filter(each => within.has(objectKey(each)))).toEqual([])
    }),
  )
})

test('every Application is in a project that allows its sources and its destination, and says whom to become there', () => {
  fc.assert(
    fc.property(fc.constantFrom(argocd, cluster('us', { hub: 'eu' })), units, (on, all) => {
      const out = everything(on, all)
      const projects = new Map(ofKind('AppProject', out).map(each => [String(each.metadata!.name), each.spec!]))
      for (const { spec } of ofKind('Application', out)) {
        const project = projects.get(spec!.project!)!
        const repositories = (spec!.sources ?? [spec!.source!]).map(({ repoURL }) => repoURL)
        expect(project.sourceRepos).toEqual(expect.arrayContaining(repositories))
        const { namespace } = spec!.destination!
        const becomes = (project.destinationServiceAccounts ?? []).filter(account => account.namespace === namespace)
        // A tenant's project refuses what is not the tenant's: see deliver-cluster.test.ts.
        if (!spec!.project!.includes('tenant')) expect(project.destinations).toContainEqual(spec!.destination)
        expect(becomes).toHaveLength((project.destinations ?? []).filter(each => each.namespace === namespace).length)
      }
      expect(JSON.stringify([...projects].filter(([name]) => name !== 'default'))).not.toContain('"*"')
    }),
  )
})

const models = { Application, AppProject, GitRepository, HelmRelease, HelmRepository, Kustomization, OCIRepository }

test('every object passes the validators of kubernetes-models', () => {
  fc.assert(
    fc.property(fc.constantFrom(argocd, flux), units, (on, all) => {
      for (const manifest of everything(on, all)) {
        const Model = models[manifest.kind as keyof typeof models] as new (data: unknown) => { validate(): void }
        expect(() => new Model(manifest).validate()).not.toThrow()
      }
    }),
  )
})

const crds = new URL('../../../shared/upstream/crds/', import.meta.url)

test.skipIf(!existsSync(crds))(
  'every object is what its CRD allows, unknown fields refused (needs ../shared/upstream)',
  () => {
    const validators = strictValidators(['argo-cd.yaml', 'flux2.yaml'])
    const invalid = (manifest: Manifest) => {
      const validate = validators.get(`${manifest.apiVersion}/${manifest.kind}`)!
      return validate(manifest)
        ? []
        : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
    }
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.constantFrom(argocd, flux), units, (on, all) => {
        for (const manifest of everything(on, all)) {
          seen.add(manifest.kind)
          expect(invalid(manifest)).toEqual([])
        }
      }),
    )
    expect([...seen].sort()).toEqual(Object.keys(models).sort())
    const [project] = everything(argocd, [])
    expect(invalid({ ...project!, spec: { surprise: true } })).not.toEqual([])
  },
)

/** By `apiVersion/kind`. A schema refuses fields it does not name, except where it says that it keeps them. */
function strictValidators(files: readonly string[]) {
  const ajv = new Ajv({ strict: false, formats: { 'date-time': true, int64: true, int32: true, duration: true } })
  const definitions = files
    .flatMap(file => loadAll(readFileSync(new URL(file, crds), 'utf8')) as Loose[])
    .filter(Boolean)
  return new Map<string, ReturnType<Ajv['compile']>>(
    definitions.flatMap(({ spec }) =>
      spec!.versions!.map(({ name, schema }) => {
        const closed = close(schema!.openAPIV3Schema) as { properties: Record<string, unknown> }
        closed.properties.metadata = { type: 'object' }
        return [`${spec!.group}/${name}/${spec!.names!.kind}`, ajv.compile(closed)] as const
      }),
    ),
  )
}

function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close)
  if (typeof schema !== 'object' || schema === null) return schema
  const closed = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, close(value)]))
  const open = 'x-kubernetes-preserve-unknown-fields' in schema || 'additionalProperties' in schema
  return 'properties' in schema && !open ? { ...closed, additionalProperties: false } : closed
}
