import type { Chart } from 'cdk8s'
import type { Cluster } from '../fleet/cluster.ts'
import { resolve } from '../fleet/layers.ts'
import { selects } from '../fleet/selector.ts'
import { defineUnit } from '../unit/define-unit.ts'
import type { CanaryPlatform } from '../flagger/canary-platform.ts'
import { Slo } from '../slo/slo.ts'
import type { Unit } from '../unit/unit.ts'
import type { App, AppDefinition, Size } from './app.ts'
import { appSettings, type AppSettings } from './app-settings.ts'
import { callersOf, rememberCalls } from './callers.ts'
import { canaryRollout, releaseLayers, type CanaryChoice } from './canary-rollout.ts'
import type { Endpoint } from './endpoint.ts'
import type { Rollout } from './rollout.ts'
import { byCpu, type Replicas, type Scale } from './scaling.ts'
import { siteOn, type Platform, type Site } from './site.ts'
import { report } from './report.ts'
import type { Variables } from './variable.ts'
import type { WorkloadProps, WorkloadSpec } from './workload-props.ts'

type Definition = AppDefinition<Variables> & WorkloadSpec & { readonly scale?: Scale; readonly canary?: CanaryChoice }

/** What the kind of app knows. */
export interface AppKind {
  readonly platform: Platform
  /** Where the definition stands, as `file:line`. */
  readonly source: string
  /** Where it can be called; absent where nobody can. */
  readonly port?: number
  /** Adds the workload's construct. */
  readonly build: (chart: Chart, landed: Landed, scaled: Scaled) => unknown
}

/** What becomes of an app where it lands. */
export type Landed = Required<
  Pick<WorkloadProps, 'name' | 'site' | 'image' | 'resources' | 'values' | 'sharedValues' | 'callers'>
>

/** What becomes of an app that something scales or releases in steps. */
export interface Scaled {
  readonly replicas: Replicas
  readonly rollout?: Rollout
}

type Callable<K extends AppKind> = K extends { readonly port: number } ? { readonly port: number } : unknown

/** The unit that a definition of an app means. */
export function appUnit<K extends AppKind>(definition: Definition, kind: K): App & Callable<K> {
  const { name, tenant, calls = [], onRemoval } = definition
  const unit = defineUnit<AppSettings, object>(
    {
      name,
      namespace: tenant.namespace,
      after: waitsFor(definition, kind.platform),
      afterWherePresent: definition.canary ? [kind.platform.canaryController] : [],
      on: definition.on ?? tenant.on,
      ...(onRemoval && { onRemoval }),
      settings: appSettings(definition),
      build: (chart, cluster, settings) => {
        const landing = { definition, site: siteOn(cluster, kind.platform, tenant), settings }
        kind.build(chart, landed(app, landing), scaledOn(landing, kind.platform))
        addSlos(chart, definition, { canaries: kind.platform.canaries, cluster })
        report(chart, name, problemsOn(landing))
      },
    },
    { layer: 'apps', source: kind.source, tenant },
  )
  const { variables = {}, sharedValues } = definition
  const declares = Object.keys(variables)
  const place = { layer: 'apps', namespace: tenant.namespace, port: kind.port } as const
  const layers = [...unit.layers, ...releaseLayers(definition.canary)]
  const app = { ...unit, ...place, layers, tenant, declares, sharedValues } as App & Callable<K>
  rememberCalls(app, calls)
  return app
}

/** Nobody counts requests where nothing shifts traffic. */
function addSlos(
  chart: Chart,
  { name, slos = [] }: Definition,
  { canaries, cluster }: { canaries: CanaryPlatform; cluster: Cluster },
): void {
  for (const slo of cluster.traffic ? slos : []) new Slo(chart, `slo-${slo.name}`, { slo, platform: canaries })
  const others = slos.filter(({ service }) => service !== name)
  report(
    chart,
    name,
    others.map(slo => `slo "${slo.name}" is about "${slo.service}"; put it on that app`),
  )
}

function waitsFor({ tenant, needs = [], scale }: Definition, platform: Platform): Unit[] {
  const scaler = scale?.by === 'triggers' ? [platform.scaler] : []
  return [...new Set([tenant, ...platform.after, ...needs.flatMap(({ after }) => after), ...scaler])]
}

interface Landing {
  readonly definition: Definition
  readonly site: Site
  readonly settings: AppSettings
}

function landed(app: App, { definition, site, settings: { size, values } }: Landing): Landed {
  const { name, image, sharedValues } = definition
  const { cpuMillis = 100, memoryMi = 128 } = size
  const pin = pinOn(definition, site.cluster)
  return {
    name,
    site,
    image: 'image' in pin ? pin.image : image,
    resources: { cpuMillis, memoryMi },
    values,
    sharedValues: sharedValues ? resolve(sharedValues, site.cluster) : {},
    callers: callersOf(app, site.cluster),
  }
}

function scaledOn({ definition, site, settings }: Landing, platform: Platform): Scaled {
  const { min = site.standard.minReplicas, max = Math.max(1, min) * 3 }: Partial<Size> = settings.size
  const rollout = canaryRollout(definition.canary, platform.canaries, site.cluster)
  return { replicas: { min, max, scale: definition.scale ?? byCpu() }, ...(rollout && { rollout }) }
}

function problemsOn({ definition, site: { cluster } }: Landing): string[] {
  const pin = pinOn(definition, cluster)
  return [...('problem' in pin ? [pin.problem] : []), ...absent(definition.calls ?? [], cluster)]
}

function pinOn({ releases, image }: Definition, { environment }: Cluster) {
  return releases.pin(image, environment.name)
}

/** Callees that are on other clusters only. */
function absent(calls: readonly Endpoint[], cluster: Cluster): string[] {
  return calls
    .filter(callee => callee.on !== undefined && !selects(callee.on, cluster))
    .map(({ name }) => `calls "${name}", which is not on ${cluster.name}; put it there, or keep this app away`)
}
