import type { Timespan } from '../manifest/timespan.ts'
import type { Ability } from './ability.ts'
import type { AlertChannelRef } from './alert-channel.ts'
import type { Gate } from './gate.ts'
import type { Hook, LoadTest } from './hook.ts'
import type { Match } from './match.ts'
import { presets, type Preset, type Steps } from './preset.ts'

/** Users who saw the new version keep seeing it. */
export interface SessionAffinity {
  readonly cookie: string
  /** A second cookie keeps the others on the old version for one interval, so that shares stay true. */
  readonly primaryCookie?: string
  /** Seconds. @default 86400 */
  readonly maxAge?: number
}

export type Strategy =
  | {
      readonly kind: 'weighted'
      readonly steps: Steps
      readonly promotionStep?: number
      readonly sessionAffinity?: SessionAffinity
    }
  | { readonly kind: 'abTest'; readonly match: readonly Match[]; readonly iterations: number }
  | { readonly kind: 'blueGreen'; readonly iterations: number; readonly mirror: boolean }

/** Why something is off; stands on the Canary as an annotation, so that it does not stay off unseen. */
export interface Reason {
  readonly reason: string
}

/** How a workload is released. Pure data: no cluster, no workload, no provider. `N` is what it asks of the provider. */
export interface Release<N extends Ability = Ability> {
  readonly needs: readonly N[]
  readonly strategy: Strategy
  readonly every: Timespan
  readonly tolerate: number
  readonly gates: readonly Gate[]
  readonly loadTest?: LoadTest
  readonly hooks: readonly Hook[]
  readonly alerts: readonly AlertChannelRef[]
  readonly suspend?: Reason
  readonly skipAnalysis?: Reason
}

interface ReleaseOptions<G extends Ability> {
  /** @default 'standard' */
  readonly preset?: Preset
  /** Time between two checks, at least 10 s. @default the preset's */
  readonly every?: Timespan
  /** Failed checks, in the whole release, that roll it back. @default the preset's */
  readonly tolerate?: number
  /** Checks that must hold at every step; a canary without a gate is a slow rollout, not a canary. */
  readonly gates: readonly [Gate<G>, ...Gate<G>[]]
  /** @default real traffic only */
  readonly loadTest?: LoadTest
  /** Approvals, conformance, signals, events. @default none */
  readonly hooks?: readonly Hook[]
  /** Who is told. @default the channel of the tenant, for an app; else nobody */
  readonly alerts?: readonly AlertChannelRef[]
  /** Stops all releases of the workload while it is set. */
  readonly suspend?: Reason
  /** Promotes without looking while it is set. */
  readonly skipAnalysis?: Reason
}

export interface WeightedOptions<G extends Ability, S> extends ReleaseOptions<G> {
  /** @default the preset's */
  readonly steps?: Steps
  /** Share that goes back to the new primary at a time. @default the preset's */
  readonly promotionStep?: number
  readonly sessionAffinity?: S
}

/** More and more of the traffic goes to the new version. */
export function weighted<G extends Ability, S extends SessionAffinity | undefined = undefined>(
  options: WeightedOptions<G, S>,
): Release<'weighted' | G | (S extends SessionAffinity ? 'sessionAffinity' : never)> {
  const preset = presets[options.preset ?? 'standard']
  const { steps = preset.steps, promotionStep = preset.promotionStep, sessionAffinity } = options
  return release(options, ['weighted', ...(sessionAffinity ? ['sessionAffinity' as const] : [])], {
    kind: 'weighted',
    steps,
    ...(promotionStep !== undefined && { promotionStep }),
    ...(sessionAffinity && { sessionAffinity }),
  })
}

interface Iterated<G extends Ability> extends ReleaseOptions<G> {
  /** Checks in a row before promotion. @default the preset's */
  readonly iterations?: number
}

/** Requests that match go to the new version, all others to the old one. */
export function abTest<G extends Ability, M extends Ability = never>(
  options: Iterated<G> & { readonly match: readonly [Match<M>, ...Match<M>[]] },
): Release<'abTest' | G | M> {
  const { iterations = presets[options.preset ?? 'standard'].iterations, match } = options
  return release(options, ['abTest', ...match.flatMap(({ needs }) => needs)], { kind: 'abTest', match, iterations })
}

/** The new version is checked beside the old one, then gets all traffic at once. */
export function blueGreen<G extends Ability, const B extends boolean = false>(
  options: Iterated<G> & {
    /** Sends a copy of each request to the new version, whose answers nobody sees. @default false */
    readonly mirror?: B
  },
): Release<'blueGreen' | G | (B extends true ? 'mirroring' : never)> {
  const { iterations = presets[options.preset ?? 'standard'].iterations, mirror = false } = options
  return release(options, ['blueGreen', ...(mirror ? ['mirroring' as const] : [])], {
    kind: 'blueGreen',
    iterations,
    mirror,
  })
}

/** Callers prove `N` by their own signature: what the strategy and the gates need is listed in `needs` as well. */
function release<N extends Ability>(
  options: ReleaseOptions<Ability>,
  needs: readonly Ability[],
  strategy: Strategy,
): Release<N> {
  const preset = presets[options.preset ?? 'standard']
  const { every = preset.every, tolerate = preset.tolerate, gates, loadTest, hooks = [], alerts = [] } = options
  return {
    needs: [...new Set([...needs, ...gates.flatMap(gate => gate.needs)])] as readonly Ability[] as readonly never[],
    strategy,
    every,
    tolerate,
    gates,
    ...(loadTest && { loadTest }),
    hooks,
    alerts,
    ...(options.suspend && { suspend: options.suspend }),
    ...(options.skipAnalysis && { skipAnalysis: options.skipAnalysis }),
  }
}
