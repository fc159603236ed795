import { groupKind } from '../../manifest/object-key.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { quantity } from '../../manifest/quantity.ts'
import { field, items } from '../../manifest/field.ts'
import { nothing, sum, times, type Demand } from './demand.ts'
import { podDemand, resourceDemand, type ContainerDefaults } from './pod-demand.ts'
import { canaryTargets, number, scaledRanges, type Range } from './replica-range.ts'

/** What the objects of one namespace ask for when they are idle, and at their busiest. */
export interface NamespaceDemand {
  readonly least: Demand
  readonly most: Demand
}

/** One copy of what an object runs, and how many copies it runs by itself. */
interface Copies {
  readonly one: Demand
  readonly range: Range
}

type Read = (manifest: Manifest, defaults: ContainerDefaults) => Copies

const fixed = (count: number): Range => ({ least: count, most: count })

const replicated: Read = (manifest, defaults) => ({
  one: sum([
    podDemand(field(manifest, 'spec.template.spec'), defaults),
    ...items(manifest, 'spec.volumeClaimTemplates').map(claim),
  ]),
  range: fixed(number(manifest, ['spec.replicas', 1])),
})

/** Kinds that run pods or hold volumes, and how to read them. A job takes nothing while it is not running. */
const readers: Readonly<Record<string, Read>> = {
  'apps/Deployment': replicated,
  'apps/StatefulSet': replicated,
  '/Pod': (manifest, defaults) => ({ one: podDemand(manifest.spec, defaults), range: fixed(1) }),
  '/PersistentVolumeClaim': manifest => ({ one: claim(manifest), range: fixed(1) }),
  'batch/Job': (manifest, defaults) => job(manifest.spec, defaults),
  'batch/CronJob': (manifest, defaults) => job(field(manifest, 'spec.jobTemplate.spec'), defaults),
  'postgresql.cnpg.io/Cluster': (manifest, defaults) => ({
    one: { ...resourceDemand(manifest.spec, defaults), pods: 1, storage: postgresStorage(manifest) },
    range: fixed(number(manifest, ['spec.instances', 1])),
  }),
}

export function namespaceDemand(manifests: readonly Manifest[], defaults: ContainerDefaults): NamespaceDemand {
  const scaled = scaledRanges(manifests)
  const canaries = canaryTargets(manifests)
  const demands = manifests.flatMap(manifest => {
    const copies = readers[groupKind(manifest)]?.(manifest, defaults)
    if (copies === undefined) return []
    const name = `${manifest.kind} ${manifest.metadata.name}`
    const { least, most } = scaled.get(name) ?? copies.range
    return [{ least: times(copies.one, least), most: times(copies.one, canaries.has(name) ? 2 * most : most) }]
  })
  return { least: sum(demands.map(({ least }) => least)), most: sum(demands.map(({ most }) => most)) }
}

function job(spec: unknown, defaults: ContainerDefaults): Copies {
  const most = number(spec, ['parallelism', 1])
  return { one: podDemand(field(spec, 'template.spec'), defaults), range: { least: 0, most } }
}

function claim(volume: unknown): Demand {
  return { ...nothing, storage: size(field(volume, 'spec.resources.requests.storage')) }
}

function postgresStorage({ spec }: Manifest): number {
  return size(field(spec, 'storage.size')) + size(field(spec, 'walStorage.size'))
}

function size(value: unknown): number {
  const bytes = quantity(value)
  return Number.isNaN(bytes) ? 0 : bytes
}
