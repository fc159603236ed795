import type { Chart } from 'cdk8s'
import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { origins, resolve, type Layers, type Origin } from '../fleet/layers.ts'
import type { Selector } from '../fleet/selector.ts'
import type { CustomKind } from './custom-kind.ts'
import { versionLayers, versionOn, type HelmChart, type HelmRelease } from './helm-chart.ts'
import type { OwnedField } from './owned-field.ts'
import type { Preview } from './preview.ts'
import type { QuietHours } from './quiet-hours.ts'
import { definedAt } from './defined-at.ts'
import type { Layer, Unit, UnitProblem } from './unit.ts'

/** What a definition may say; everything but the name has a default. */
export interface UnitDefinition<S extends object = object, V extends object = object> {
  readonly name: string
  /** @default no namespace: the unit renders cluster-scoped objects only, or names a namespace on each */
  readonly namespace?: string
  /** @default nothing: applied in the first wave */
  readonly after?: readonly Unit[]
  /** As `after`, but only on clusters where they are too. @default nothing */
  readonly afterWherePresent?: readonly Unit[]
  /** @default every cluster (of a component: every cluster whose profile holds it) */
  readonly on?: Selector
  /** Kinds that exist once this unit is applied. @default none */
  readonly provides?: readonly CustomKind[]
  /** Fields of objects inside its Helm chart that a controller writes. @default none */
  readonly ownedFields?: readonly OwnedField[]
  /** @default 'keep-data' */
  readonly onRemoval?: 'keep-data' | 'delete-data'
  /** When its workloads are asleep on a cluster. @default never */
  readonly quietHours?: (cluster: Cluster) => QuietHours | undefined
  /** What is wrong with the definition in a fleet. @default nothing beside what is checked of every unit */
  readonly problems?: (fleet: Fleet) => readonly UnitProblem[]
  /** What every open pull request gets on a cluster. @default nothing */
  readonly preview?: (cluster: Cluster) => Preview | undefined
  /** What differs between clusters. @default nothing */
  readonly settings?: Layers<S>
  /** @default no chart: the unit is what `build` makes */
  readonly helm?: HelmChart<V, S>
  /** Adds the unit's objects to its chart. @default nothing beside the Helm chart */
  readonly build?: (chart: Chart, cluster: Cluster, settings: S) => void
}

/** A unit the platform team runs for everybody. */
export function defineComponent<S extends object, V extends object>(definition: UnitDefinition<S, V>): Unit {
  return defineUnit(definition, { layer: 'platform', source: definedAt(defineComponent) })
}

/** A unit that is a workload of a tenant; it comes after its tenant. */
export function defineApp<S extends object, V extends object>(
  definition: UnitDefinition<S, V> & { readonly tenant: Unit },
): Unit {
  const after = [definition.tenant, ...(definition.after ?? [])]
  return defineUnit(
    { ...definition, after },
    { layer: 'apps', source: definedAt(defineApp), tenant: definition.tenant },
  )
}

/** What the kind of definition adds to what its author says. */
export interface UnitKind {
  readonly layer: Layer
  readonly source: string
  readonly tenant?: Unit
}

/** The unit a definition means, every default filled in. For constructs that define their own kind of unit. */
export function defineUnit<S extends object, V extends object>(definition: UnitDefinition<S, V>, kind: UnitKind): Unit {
  const { name, namespace, after = [], on = {}, provides = [], ownedFields = [], helm, build } = definition
  const settings: Layers<S> = definition.settings ?? { default: {} as S }
  return {
    layer: kind.layer,
    name,
    namespace,
    after,
    afterWherePresent: definition.afterWherePresent ?? [],
    on,
    tenant: kind.tenant,
    provides,
    ownedFields,
    onRemoval: definition.onRemoval ?? 'keep-data',
    quietHours: definition.quietHours ?? (() => undefined),
    preview: definition.preview ?? (() => undefined),
    source: kind.source,
    problems: definition.problems ?? (() => []),
    layers: [settings, ...(helm ? [versionLayers(helm)] : [])],
    helm: cluster => helm && releaseOn(cluster, { name, helm, settings }),
    explain: cluster => explain(cluster, settings, helm),
    build: (chart, cluster) => build?.(chart, cluster, resolve(settings, cluster)),
  }
}

function explain(
  cluster: Cluster,
  settings: Layers<object>,
  helm: { readonly version: string | Layers<string> } | undefined,
): Origin[] {
  const version = helm
    ? origins(versionLayers(helm), cluster).map(origin => ({ ...origin, field: 'helm.version' }))
    : []
  return [...origins(settings, cluster), ...version]
}

interface ReleaseSource<V extends object, S> {
  readonly name: string
  readonly helm: HelmChart<V, S>
  readonly settings: Layers<S>
}

function releaseOn<V extends object, S>(cluster: Cluster, { name, helm, settings }: ReleaseSource<V, S>): HelmRelease {
  return {
    chart: helm.chart,
    repository: helm.repository,
    release: helm.release ?? name,
    version: versionOn(helm, cluster),
    values: helm.values(cluster, resolve(settings, cluster)),
  }
}
