import type { Timespan } from '../manifest/timespan.ts'

/** Shares of the traffic that the canary gets, one after the other: even steps up to a share, or a list. */
export type Steps = { readonly by: number; readonly upTo: number } | readonly [number, ...number[]]

/** How fast a release goes, and how much it forgives. */
export interface Pace {
  readonly every: Timespan
  /** Failed checks, in the whole release, that roll it back. */
  readonly tolerate: number
  readonly steps: Steps
  readonly iterations: number
  /** Share of the traffic that goes back to the new primary at a time. @default all at once */
  readonly promotionStep?: number
}

export type Preset = 'safe' | 'standard' | 'fast'

/** No interval is under a minute: a rate needs two scrapes, and Prometheus scrapes every 30 s by default. */
export const presets: Readonly<Record<Preset, Pace>> = {
  safe: { every: '2m', tolerate: 2, steps: [1, 5, 10, 25, 50], iterations: 15, promotionStep: 25 },
  standard: { every: '1m', tolerate: 3, steps: { by: 10, upTo: 50 }, iterations: 10 },
  fast: { every: '1m', tolerate: 2, steps: { by: 25, upTo: 50 }, iterations: 3 },
}
