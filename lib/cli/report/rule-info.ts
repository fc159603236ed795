import type { Severity } from '../../finding/finding.ts'

/** What reports say about a rule, whether it found something or not. */
export interface RuleInfo {
  readonly id: string
  readonly severity: Severity
  readonly description: string
}
