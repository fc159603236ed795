import type { Chart } from 'cdk8s'
import type { Cluster } from '../fleet/cluster.ts'
import { selects } from '../fleet/selector.ts'
import { defineUnit } from '../unit/define-unit.ts'
import type { CanaryPlatform } from '../flagger/canary-platform.ts'
import { Slo } from '../slo/slo.ts'
import type { Unit } from '../unit/unit.ts'
import type { App, Size } from './app.ts'
import type { AppKind, Definition, Scaled } from './app-kind.ts'
import { appPreview } from './app-preview.ts'
import { appSettings, type AppSettings } from './app-settings.ts'
import { callersOf, rememberCalls } from './callers.ts'
import { canaryRollout, releaseLayers } from './canary-rollout.ts'
import type { Endpoint } from './endpoint.ts'
import { byCpu } from './scaling.ts'
import { landed, type Landing } from './landing.ts'
import { siteOn, type Platform } from './site.ts'
import { report } from './report.ts'

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
      preview: cluster => appPreview(definition, kind, cluster),
      build: (chart, cluster, settings) => {
        const landing = { definition, site: siteOn(cluster, kind.platform, tenant), settings }
        const own = landed(landing, { image: imageOn(definition, cluster), callers: callersOf(app, cluster) })
        kind.build(chart, own, scaledOn(landing, kind.platform))
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

function scaledOn({ definition, site, settings }: Landing, platform: Platform): Scaled {
  const { min = site.standard.minReplicas, max = Math.max(1, min) * 3 }: Partial<Size> = settings.size
  const rollout = canaryRollout(definition.canary, platform.canaries, site.cluster)
  return { replicas: { min, max, scale: definition.scale ?? byCpu() }, ...(rollout && { rollout }) }
}

function problemsOn({ definition, site: { cluster } }: Landing): string[] {
  const pin = pinOn(definition, cluster)
  return [...('problem' in pin ? [pin.problem] : []), ...absent(definition.calls ?? [], cluster)]
}

function imageOn(definition: Definition, cluster: Cluster): string {
  const pin = pinOn(definition, cluster)
  return 'image' in pin ? pin.image : definition.image
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
