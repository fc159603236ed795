import type { Cluster, Engine } from '../fleet/cluster.ts'
import type { Environment } from '../fleet/environment.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { RenderedFile } from '../render/rendered-file.ts'
import { defineUnit } from '../unit/define-unit.ts'
import type { UnitDefinition } from '../unit/define-unit.ts'
import { unitId, type Layer, type Unit } from '../unit/unit.ts'
import type { CheckInput } from './context.ts'

/** A small estate that shows what a rule refuses or allows. */
export interface Example {
  /** Units of the estate; all of them are in the profile of every cluster. @default the one that `files` needs */
  readonly units?: readonly Unit[]
  /** Objects by `cluster/unit`, e.g. `staging/platform/web` or `staging/delivery`. */
  readonly files?: Readonly<Record<string, readonly ExampleObject[]>>
  /** @default `staging` on Flux and `prod` on Argo CD, in that order */
  readonly fleet?: Fleet
  /** @default no day: nothing expires */
  readonly today?: string
  /** @default none */
  readonly runbooks?: readonly string[]
}

/** An object that leaves out what every object has. */
export interface ExampleObject {
  readonly apiVersion: string
  readonly kind: string
  /** @default no namespace, named `web` */
  readonly metadata?: Partial<Manifest['metadata']>
  readonly [field: string]: unknown
}

const environment = (name: string): Environment => ({
  name,
  policyAction: 'Audit',
  sync: { prune: true, selfHeal: true },
})

/** A cluster of an example, named after its only environment. */
export function exampleCluster(name: string, engine: Engine = 'argocd'): Cluster {
  const place = { region: 'eu-west-1', cloud: 'aws', kubernetes: '1.36', domain: `${name}.acme.internal` } as const
  return { ...place, name, engine, environment: environment(name), profile: 'all' }
}

/** A fleet of an example, from the first environment to the last. */
export function exampleFleet(clusters: readonly Cluster[], components: readonly Unit[] = []): Fleet {
  return {
    git: { repository: 'https://git.acme.internal/platform.git', branch: 'main', path: 'dist' },
    environments: [...new Map(clusters.map(({ environment }) => [environment.name, environment])).values()],
    profiles: [{ name: 'all', components }],
    clusters,
  }
}

/** A component of an example. */
export function exampleUnit<S extends object, V extends object>(definition: UnitDefinition<S, V>): Unit {
  return defineUnit(definition, { layer: 'platform', source: `platform/${definition.name}/${definition.name}.ts:1` })
}

/** What check would be given for an example. */
export function exampleInput({ files = {}, units, fleet, today, runbooks = [] }: Example): CheckInput {
  const estate = units ?? unitsOf(Object.keys(files))
  const clusters = [exampleCluster('staging', 'flux'), exampleCluster('prod')]
  return {
    estate,
    runbooks,
    ...(today !== undefined && { today }),
    fleet: fleet ?? exampleFleet(clusters, estate),
    files: Object.entries(files).flatMap(([folder, objects]) => objects.map(object => fileIn(folder, object))),
  }
}

function unitsOf(folders: readonly string[]): Unit[] {
  const ids = new Set(folders.map(folder => folder.split('/').slice(1)).filter(id => id.length === 2))
  const units = [...ids].map(([layer, name]) =>
    defineUnit({ name: name! }, { layer: layer as Layer, source: `${layer}/${name}.ts:1` }),
  )
  return [...new Map(units.map(unit => [unitId(unit), unit])).values()]
}

function fileIn(folder: string, object: ExampleObject): RenderedFile {
  const metadata = { name: 'web', ...object.metadata }
  const [cluster, ...unit] = folder.split('/')
  const file = [metadata.namespace, object.kind.toLowerCase(), metadata.name, 'yaml'].filter(Boolean).join('.')
  return {
    path: `${folder}/${file}`,
    cluster: cluster!,
    livesOn: cluster!,
    unit: unit.join('/'),
    source: `${unit.join('/')}.ts:1`,
    manifest: { ...object, metadata },
  }
}
