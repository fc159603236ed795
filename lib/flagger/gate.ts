import type { Ability } from './ability.ts'
import type { MetricProvider } from './metric-provider.ts'

/** What a number of a metric counts; written on every template, because Flagger's numbers carry no unit. */
export type Unit = 'percent' | 'milliseconds' | 'seconds' | 'requests per second' | 'bytes' | 'count'

export type Percent = `${number}%`
export type Millis = `${number}ms`

/** Where a measured value may lie; a gate without a bound could not fail. */
export type Bounds = { readonly min: number; readonly max?: number } | { readonly min?: number; readonly max: number }

/** A check that must hold at every step. `N` is what it needs from the provider. */
export interface Gate<N extends Ability = Ability> {
  readonly needs: readonly N[]
  readonly measure: Measure
  readonly bounds: Bounds
}

export type Measure =
  | { readonly kind: 'success-rate' }
  | { readonly kind: 'latency' }
  | { readonly kind: 'fast-requests'; readonly belowMillis: number }
  | CustomMeasure

/** Any number that a metric provider can be asked for. */
export interface CustomMeasure {
  readonly kind: 'custom'
  /** DNS label; names the metric and its template. */
  readonly name: string
  readonly unit: Unit
  /** May hold Flagger's placeholders: `{{ namespace }}`, `{{ target }}`, `{{ service }}`, `{{ interval }}`. */
  readonly query: string
  /** @default the Prometheus of the cluster */
  readonly from?: MetricProvider
}

/** At least this share of the canary's requests is answered without a server error. */
export function successRate(atLeast: Percent): Gate<'requestMetrics'> {
  return { needs: ['requestMetrics'], measure: { kind: 'success-rate' }, bounds: { min: Number.parseFloat(atLeast) } }
}

/** 99 of 100 requests to the canary are answered within this time. */
export function latency(atMost: Millis): Gate<'requestMetrics'> {
  return { needs: ['requestMetrics'], measure: { kind: 'latency' }, bounds: { max: Number.parseFloat(atMost) } }
}

/** At least this share of the canary's requests is answered within a time; the time is a bound of the histogram. */
export function fastRequests(atLeast: Percent, within: Millis): Gate<'requestMetrics'> {
  const belowMillis = Number.parseFloat(within)
  return {
    needs: ['requestMetrics'],
    measure: { kind: 'fast-requests', belowMillis },
    bounds: { min: Number.parseFloat(atLeast) },
  }
}

/** A query to the cluster's Prometheus. */
export function promql(metric: Omit<CustomMeasure, 'kind' | 'from'> & Bounds): Gate<never> {
  return metricFrom(undefined, metric)
}

/** A query to any other system that Flagger can ask. */
export function metric(metric: Omit<CustomMeasure, 'kind'> & { readonly from: MetricProvider } & Bounds): Gate<never> {
  return metricFrom(metric.from, metric)
}

function metricFrom(
  from: MetricProvider | undefined,
  { name, unit, query, min, max }: Omit<CustomMeasure, 'kind' | 'from'> & { min?: number; max?: number },
): Gate<never> {
  const bounds = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) } as Bounds
  return { needs: [], measure: { kind: 'custom', name, unit, query, ...(from && { from }) }, bounds }
}
