import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { App, Chart } from 'cdk8s'
import { load, loadAll } from 'js-yaml'
import { RE2JS } from 're2js'
import { describe, expect, test } from 'vitest'
import type { Cluster } from '../lib/fleet/cluster.ts'
import type { Manifest } from '../lib/manifest/manifest.ts'
import { groupOf, versionOf } from '../lib/manifest/object-key.ts'
import { unitsOn } from '../lib/unit/placement.ts'
import type { HelmRelease } from '../lib/unit/helm-chart.ts'
import type { Unit } from '../lib/unit/unit.ts'
import { components } from './components.ts'
import { fleet } from './fleet.ts'

/** What upstream publishes, as data beside the repository; see CONTRIBUTING. Where it is not, nothing here can run. */
const upstream = fileURLToPath(new URL('../../shared/upstream/', import.meta.url))
const absent = !existsSync(upstream)

/** Charts without a row in the data, and why their version is right. */
const withoutRow: Readonly<Record<string, string>> = {
  'prometheus-operator-crds': 'its release 31.0.1 carries Prometheus Operator v0.93.1, the appVersion of the stack',
}

/** Values of subcharts whose defaults are not in the data. */
const subchartsWithoutData = /^(kube-state-metrics|prometheus-node-exporter)\./

/** Values that the chart hands on to Kubernetes or to the controller whatever they hold. */
const handedOn =
  /(^|\.)(resources|podSecurityContext|containerSecurityContext|securityContext\.context|configs\.(cm|params)|grafana\.ini)$/

/** Where the CRDs of a component stand; by default in the file of its chart's row. */
const crdFiles: Readonly<Record<string, readonly string[]>> = {
  'prometheus-operator-crds': ['kube-prometheus-stack'],
  'kube-prometheus-stack': [], // prometheus-operator-crds installs them
  'envoy-gateway': ['envoy-gateway', 'gateway-api-experimental'],
  flux: ['flux2'],
}

/** Kinds in those files that the component, as we configure it, does not install. */
const notInstalled: Readonly<Record<string, RegExp>> = {
  kyverno: /^openreports\.io\//, // openreports.installCrds is false by default
  flux: /^(image\.toolkit|source\.extensions)\.fluxcd\.io\//, // controllers that FluxInstance does not list
}

// How upstream writes a schema is upstream's affair; only what it refuses counts.
const lenient = { strict: false, validateFormats: false } as const

/** Kubernetes reads patterns as Go does. */
const re2 = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern)
    // ajv tells compiled patterns apart by their text
    return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern }
  },
  { code: 're2' },
)

type Fields = Readonly<Record<string, unknown>>

interface Row {
  readonly component: string
  readonly chart: string | null
  readonly repository: string
  readonly chartVersion: string
}

interface Crd {
  readonly spec: {
    readonly group: string
    readonly scope: 'Namespaced' | 'Cluster'
    readonly names: { readonly kind: string }
    readonly versions: readonly {
      readonly name: string
      readonly served: boolean
      readonly schema: { readonly openAPIV3Schema: AnySchemaObject }
    }[]
  }
}

const read = (path: string) => readFileSync(`${upstream}${path}`, 'utf8')
const rows = absent ? [] : ['charts-1.json', 'charts-2.json'].flatMap(file => JSON.parse(read(file)) as Row[])

const rowOf = ({ chart, repository }: HelmRelease) =>
  rows.find(row => row.chart === chart && row.repository.replace(/\/$/, '') === repository.replace(/\/$/, ''))

const placements = components.flatMap(unit =>
  fleet.clusters.filter(cluster => unitsOn(cluster, fleet, [unit]).length > 0).map(cluster => ({ unit, cluster })),
)
const title = ({ unit, cluster }: { unit: Unit; cluster: Cluster }) => `${unit.name} on ${cluster.name}`

describe.skipIf(absent)('against what upstream publishes (skipped where ../shared/upstream is absent)', () => {
  const charts = placements.flatMap(({ unit, cluster }) => {
    const helm = unit.helm(cluster)
    return helm ? [[title({ unit, cluster }), helm] as const] : []
  })

  test.each(charts)('%s is of the version that was looked at', (_, helm) => {
    expect(rowOf(helm)?.chartVersion ?? withoutRow[helm.chart]).toBeDefined()
    expect(rowOf(helm)?.chartVersion ?? helm.version).toBe(helm.version)
  })

  const known = charts.flatMap(([name, helm]) => {
    const row = rowOf(helm)
    return row ? [[name, helm, row.component] as const] : []
  })
  test.each(known)('%s sets no value that its chart does not have', (_, helm, component) => {
    expect(unknownValues(plain(helm.values), defaultsOf(component))).toEqual([])
  })

  const schemaOf = (component: string) => `charts/${component}/values.schema.json`
  const withSchema = known.filter(([, , component]) => existsSync(`${upstream}${schemaOf(component)}`))
  test.each(withSchema)("%s sets values that the chart's own schema accepts", (_, helm, component) => {
    const schema = JSON.parse(read(schemaOf(component))) as AnySchemaObject
    delete schema.$schema // one draft for all; none uses what sets the drafts apart
    const ajv = new Ajv2019(lenient)
    expect(ajv.validate(schema, merge(defaultsOf(component), plain(helm.values))), ajv.errorsText()).toBe(true)
  })

  const providers = components.filter(
    unit => unit.provides.length > 0 || existsSync(`${upstream}crds/${unit.name}.yaml`),
  )
  test.each(providers.map(unit => [unit.name, unit] as const))('%s provides the kinds it says', (name, unit) => {
    const installed = crdsOf(unit)
      .map(crd => `${crd.spec.group}/${crd.spec.names.kind} ${served(crd).join(' ')} ${crd.spec.scope}`)
      .filter(kind => !notInstalled[name]?.test(kind))
    const said = unit.provides.map(
      ({ group, kind, versions, scope }) => `${group}/${kind} ${versions.join(' ')} ${scope}`,
    )
    expect(said.sort()).toEqual(installed.sort())
  })

  test.each(placements.map(place => [title(place), place] as const))(
    'custom resources of %s are what their CRDs accept, with no field they do not know',
    (_, { unit, cluster }) => {
      expect(manifests(unit, cluster).flatMap(invalid)).toEqual([])
    },
  )
})

function manifests(unit: Unit, cluster: Cluster): Manifest[] {
  const chart = new Chart(new App(), 'test')
  unit.build(chart, cluster)
  return chart.toJson() as Manifest[]
}

function defaultsOf(component: string): Fields {
  const own = load(read(`charts/${component}/values.yaml`)) as Fields
  const subcharts =
    component === 'kube-prometheus-stack' ? { grafana: load(read('charts/grafana/values.yaml')) as Fields } : {}
  return merge(subcharts, own) as Fields
}

/** Paths of values that the chart does not have; below a default that is empty anything goes. */
function unknownValues(values: Fields, defaults: Fields, path = ''): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`
    if (subchartsWithoutData.test(here)) return []
    if (!(key in defaults)) return [here]
    const below = defaults[key]
    if (handedOn.test(here) || !isFields(value) || !isFields(below) || Object.keys(below).length === 0) return []
    return unknownValues(value, below, here)
  })
}

const crdCache = new Map<string, readonly Crd[]>()

function crdsIn(file: string): readonly Crd[] {
  const cached = crdCache.get(file)
  if (cached) return cached
  const crds = existsSync(`${upstream}crds/${file}.yaml`)
    ? (loadAll(read(`crds/${file}.yaml`)) as (Crd | null)[]).filter(crd => crd !== null)
    : []
  crdCache.set(file, crds)
  return crds
}

function crdsOf({ name }: Unit): readonly Crd[] {
  return (crdFiles[name] ?? [name]).flatMap(crdsIn)
}

function served({ spec }: Crd): string[] {
  return spec.versions.filter(({ served }) => served).map(({ name }) => name)
}

const ajv = new Ajv({ ...lenient, allErrors: true, code: { regExp: re2 } })
const validators = new Map<object, ValidateFunction>()

/** What is wrong with a custom resource; nothing for a kind of Kubernetes itself. */
function invalid(manifest: Manifest): string[] {
  const { apiVersion, kind, metadata } = manifest
  const group = groupOf(apiVersion)
  if (!group.includes('.') || (group.endsWith('.k8s.io') && !group.startsWith('gateway.'))) return []
  const crd = components.flatMap(crdsOf).find(({ spec }) => spec.group === group && spec.names.kind === kind)
  const version = crd?.spec.versions.find(({ name, served }) => served && name === versionOf(apiVersion))
  if (!version) return [`${kind} ${metadata.name}: no component installs ${apiVersion} ${kind}`]
  const validate = validators.get(version) ?? ajv.compile(closed(version.schema.openAPIV3Schema, true))
  validators.set(version, validate)
  return validate(plain(manifest)) ? [] : [`${kind} ${metadata.name}: ${ajv.errorsText(validate.errors)}`]
}

/** A schema that refuses what the API server would silently drop. */
function closed(schema: AnySchemaObject, root = false): AnySchemaObject {
  const { properties, items, additionalProperties, ...rest } = schema
  const open = rest['x-kubernetes-preserve-unknown-fields'] === true
  return {
    ...rest,
    ...(rest['x-kubernetes-int-or-string'] ? { type: ['integer', 'string'] } : {}),
    ...(items ? { items: closed(items as AnySchemaObject) } : {}),
    ...(isFields(additionalProperties)
      ? { additionalProperties: closed(additionalProperties as AnySchemaObject) }
      : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties as Fields).map(([key, value]) => [
              key,
              root && key === 'metadata' ? {} : closed(value as AnySchemaObject),
            ]),
          ),
          additionalProperties: open,
        }
      : {}),
  }
}

/** As it is once it has been written and read again. */
function plain<T extends object>(value: T): Fields {
  return JSON.parse(JSON.stringify(value)) as Fields
}

function merge(below: unknown, above: unknown): unknown {
  if (!isFields(below) || !isFields(above)) return above
  const merged: Record<string, unknown> = { ...below }
  for (const [key, value] of Object.entries(above)) merged[key] = key in merged ? merge(merged[key], value) : value
  return merged
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
