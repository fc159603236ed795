import type { Manifest } from '../manifest/manifest.ts'
import { canarySeries, type RequestSeries } from '../slo/request-series.ts'
import type { CanaryPlatform } from './canary-platform.ts'
import type { CustomMeasure, Gate, Measure, Unit } from './gate.ts'
import type { MetricProvider } from './metric-provider.ts'
import type { Strategy } from './release.ts'

/** Says what the numbers of a MetricTemplate count. */
export const unitAnnotation = 'waybill.dev/unit'

/** A gate as Flagger reads it: an entry of `analysis.metrics`, and the template that it refers to. */
export interface RenderedGate {
  readonly metric: { readonly name: string; readonly [field: string]: unknown }
  readonly template?: Manifest
}

/** What a gate is rendered for. */
export interface GateContext {
  readonly target: string
  readonly platform: CanaryPlatform
  readonly strategy: Strategy
  readonly interval: string
}

export function renderGate(gate: Gate, context: GateContext): RenderedGate {
  const { measure, bounds } = measurable(gate, context)
  const metric = { interval: context.interval, thresholdRange: bounds }
  const builtIn = builtInName(measure, context.platform.provider)
  if (builtIn !== undefined) return { metric: { name: builtIn, ...metric } }
  const { query, unit, from } = asked(measure, context)
  const shortName = measure.kind === 'custom' ? measure.name : measure.kind
  const name = `${context.target}-${shortName}`
  return {
    metric: { name: shortName, templateRef: { name }, ...metric },
    template: metricTemplate({ name, unit, query, from }),
  }
}

/** Where a provider's histogram is unknown to us, Flagger's own 99th percentile stands for a share of fast requests. */
function measurable(gate: Gate, context: GateContext): Gate {
  if (gate.measure.kind !== 'fast-requests' || seriesOfCanary(context).length > 0) return gate
  return { ...gate, measure: { kind: 'latency' }, bounds: { max: gate.measure.belowMillis } }
}

/** Gateway API has no metrics of its own; Flagger's built-in ones there read what Envoy does not serve. */
function builtInName({ kind }: Measure, provider: CanaryPlatform['provider']): string | undefined {
  if (provider === 'gatewayapi:v1') return undefined
  return { 'success-rate': 'request-success-rate', latency: 'request-duration' }[kind as string]
}

interface Asked {
  readonly query: string
  readonly unit: Unit
  readonly from: MetricProvider
}

function asked(measure: Measure, context: GateContext): Asked {
  const from: MetricProvider = { type: 'prometheus', address: context.platform.prometheus }
  if (measure.kind === 'custom') return { query: measure.query, unit: measure.unit, from: measure.from ?? from }
  const series = seriesOfCanary(context)
  if (series.length === 0) throw new TypeError(`nothing counts requests for ${context.platform.provider}`)
  // A comparison drops what is no number: the first series with requests wins.
  const first = (query: (series: RequestSeries) => string) =>
    series.map(query).join(' >= 0 or ').replaceAll('$window', '{{ interval }}')
  switch (measure.kind) {
    case 'success-rate':
      return { query: first(({ succeeded, total }) => `100 * ${succeeded} / ${total}`), unit: 'percent', from }
    case 'fast-requests':
      return {
        query: first(({ fasterThan, total }) => `100 * ${fasterThan(measure.belowMillis)} / ${total}`),
        unit: 'percent',
        from,
      }
    case 'latency':
      return { query: first(({ quantile }) => quantile(0.99)), unit: 'milliseconds', from }
  }
}

/** In the order in which they carry the canary's requests; none where we do not know the provider's series. */
function seriesOfCanary({ platform, strategy }: GateContext): RequestSeries[] {
  const names = { namespace: '{{ namespace }}', service: '{{ service }}', target: '{{ target }}' }
  const rules = platform.provider === 'gatewayapi:v1' ? canaryRules(strategy) : ['']
  return rules.flatMap(rule => canarySeries(platform.provider, names, rule) ?? [])
}

/**
 * The rules of the route that carry the canary alone, as the ends of Envoy cluster names. Flagger puts the primary
 * first and the canary second; Envoy Gateway leaves out a backend of weight 0 and then names the cluster after the rule.
 * @see https://github.com/fluxcd/flagger/blob/main/pkg/router/gateway_api.go
 */
function canaryRules(strategy: Strategy): string[] {
  switch (strategy.kind) {
    case 'abTest':
      return ['0']
    case 'blueGreen':
      // First copies of requests, then, for the last check, all of them.
      return strategy.mirror ? ['0-mirror-[0-9]+', '0'] : ['0']
    case 'weighted':
      if (strategy.sessionAffinity) return ['(0|[12]/backend/1)']
      return [reachesAll(strategy) ? '0(/backend/1)?' : '0/backend/1']
  }
}

function reachesAll({ steps }: Extract<Strategy, { kind: 'weighted' }>): boolean {
  return 'upTo' in steps ? steps.upTo >= 100 : steps.some(step => step >= 100)
}

interface Template extends Pick<CustomMeasure, 'name' | 'unit' | 'query'> {
  readonly from: MetricProvider
}

function metricTemplate({ name, unit, query, from: { type, ...from } }: Template): Manifest {
  const provider = {
    type,
    ...('address' in from && { address: from.address }),
    ...('region' in from && { region: from.region }),
    ...('secret' in from && { secretRef: { name: from.secret } }),
  }
  return {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'MetricTemplate',
    metadata: { name, annotations: { [unitAnnotation]: unit } },
    spec: { provider, query },
  }
}
