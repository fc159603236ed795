import type { Finding, Severity } from '../finding/finding.ts'
import type { CheckContext } from './context.ts'
import type { Example } from './example.ts'

/** One thing that must hold for everything that is rendered. */
export interface Rule {
  /** Kebab-case; findings bear it. */
  readonly id: string
  /** Its number in the platform's list of rules; absent where it is about one kind of definition only. */
  readonly lint?: number
  /** What it keeps from happening, in one sentence. */
  readonly description: string
  readonly severity: Severity
  /** Whether an object may be excused by the annotation `waybill/allow-<id>: <reason>`. @default false */
  readonly waivable?: boolean
  /** Every example of the first list has at least one finding, every one of the second none. */
  readonly examples: { readonly refused: readonly Example[]; readonly allowed: readonly Example[] }
  readonly run: (context: CheckContext) => Finding[]
}

/** What a rule says about something, before it is known where that stands. */
export interface Problem {
  readonly message: string
  readonly fix: string
}
