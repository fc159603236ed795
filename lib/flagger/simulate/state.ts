/** @see https://github.com/fluxcd/flagger/blob/main/pkg/apis/flagger/v1beta1/status.go */
export type Phase =
  | 'Initializing'
  | 'Initialized'
  | 'Waiting'
  | 'Progressing'
  | 'WaitingPromotion'
  | 'Promoting'
  | 'Finalising'
  | 'Succeeded'
  | 'Failed'

/** What Flagger remembers between two runs, in the Canary's status and in the route. */
export interface State {
  readonly phase: Phase
  /** Share of the traffic that the canary gets, in percent. */
  readonly weight: number
  readonly mirrored: boolean
  readonly iterations: number
  readonly failedChecks: number
}

export type Readiness = 'ready' | 'starting' | 'stuck'

/** What Flagger finds when it looks. */
export interface World {
  readonly newRevision: boolean
  readonly primary: Readiness
  readonly canary: Readiness
  /** Whether a hook answers with success: an approval given, a test passed, a rollback asked for. */
  readonly hook: (name: string) => boolean
  /** Undefined: no values, e.g. because no request came. */
  readonly metric: (name: string) => number | undefined
}

/** What one run of the loop did. */
export interface Outcome {
  readonly state: State
  readonly events: readonly string[]
}
