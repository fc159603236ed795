import type { RequestSeries } from './request-series.ts'

/** What an objective is about: which share of all events is good. */
export type Indicator =
  { readonly kind: 'availability' } | { readonly kind: 'latency'; readonly withinMillis: number } | CustomIndicator

export interface Ratio {
  /** PromQL that yields one number without labels; `$window` stands for the range. */
  readonly good: string
  /** As `good`, of all events. */
  readonly total: string
}

/** Events that the traffic provider does not count, e.g. jobs. */
export interface CustomIndicator extends Ratio {
  readonly kind: 'custom'
  /** The same, of the new version alone; may hold Flagger's placeholders, e.g. `{{ target }}`. */
  readonly canary?: Ratio
}

/** Requests answered without a server error. */
export function availability(): Indicator & { kind: 'availability' } {
  return { kind: 'availability' }
}

/** Requests answered within a time, which is a bound of the provider's latency histogram. */
export function latency(within: `${number}ms`): Indicator & { kind: 'latency' } {
  return { kind: 'latency', withinMillis: Number.parseFloat(within) }
}

export function custom<const R extends Omit<CustomIndicator, 'kind'>>(indicator: R): CustomIndicator & R {
  return { kind: 'custom', ...indicator }
}

/** Rates a second of all events and of the bad ones; undefined where the provider's series are unknown. */
export function eventRates(
  indicator: Indicator,
  series: RequestSeries | undefined,
): { readonly total: string; readonly bad: string } | undefined {
  if (indicator.kind === 'custom') {
    const { good, total } = indicator
    // Without a good event there is no series of them, and then every event is bad.
    return { total, bad: `((${total}) - (${good}) or (${total}))` }
  }
  if (!series) return undefined
  if (indicator.kind === 'availability') return { total: series.total, bad: series.failed }
  return { total: series.total, bad: `(${series.total} - ${series.fasterThan(indicator.withinMillis)})` }
}
