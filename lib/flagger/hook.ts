import type { Timespan } from '../manifest/timespan.ts'

/** @see https://docs.flagger.app/usage/webhooks */
export type HookType =
  | 'confirm-rollout'
  | 'pre-rollout'
  | 'rollout'
  | 'confirm-traffic-increase'
  | 'confirm-promotion'
  | 'post-rollout'
  | 'rollback'
  | 'event'

/** A call that Flagger makes during a release; its answer may halt, approve or end it. */
export interface Hook {
  readonly type: HookType
  readonly name: string
  /** An absolute address, or a path on the cluster's load tester. */
  readonly url: string
  readonly timeout: Timespan
  readonly metadata?: Readonly<Record<string, string>>
}

const moments = {
  rollout: 'confirm-rollout',
  'more traffic': 'confirm-traffic-increase',
  promotion: 'confirm-promotion',
} as const

/** A person decides. `ask` is who: it stands on the hook and in `waybill canary explain`. */
export function approval(
  before: keyof typeof moments,
  { ask, url = '/gate/check' }: { ask: string; url?: string },
): Hook {
  const type = moments[before]
  return { type, name: `approval-before-${before.replace(' ', '-')}`, url, timeout: '5s', metadata: { ask } }
}

/** A command that must succeed on the new version before it gets any traffic. Runs in the load tester's shell. */
export function conformance(command: string, timeout: Timespan = '30s'): Hook {
  return { type: 'pre-rollout', name: 'conformance', url: '/', timeout, metadata: { type: 'bash', cmd: command } }
}

/** A person or a system can end the release at any step, by opening this gate. */
export function rollbackSignal(url = '/rollback/check'): Hook {
  return { type: 'rollback', name: 'rollback-signal', url, timeout: '5s' }
}

/** Every event of the release is sent here; the answer does not matter. */
export function events(url: string): Hook {
  return { type: 'event', name: 'events', url, timeout: '5s' }
}

/** Requests sent while the canary is measured: without traffic there is no value, and no value is a failed check. */
export interface LoadTest {
  readonly requestsPerSecond: number
  /** @default 2 */
  readonly connections?: number
  /** @default '/' */
  readonly path?: `/${string}`
}
