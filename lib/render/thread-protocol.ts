import type { Finding } from '../finding/finding.ts'
import type { Share, Target } from './share.ts'

/** What a render thread is started with. */
export interface ThreadData {
  /** Module that exports `fleet` and `estate`; the thread imports it itself. */
  readonly module: string
  readonly target: Target
  /** One 32-bit counter: the next slot that nobody has taken. */
  readonly counter: SharedArrayBuffer
}

/** What a thread reports of its share; text stays where it is. */
export type ShareReport = Omit<Share, 'changed'> & { readonly paths: readonly string[] }

/** Steps after rendering, in which all threads go together. */
export type Step = 'stage' | 'commit' | 'discard'

export type Report = { readonly share: ShareReport } | { readonly findings: readonly Finding[] }
