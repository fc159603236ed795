import type { Finding } from '../finding/finding.ts'
import type { Unit } from '../unit/unit.ts'
import type { Problem, Rule } from './rule.ts'

/** A finding about a definition, wherever it lands. */
export function unitFinding(
  { source }: Pick<Unit, 'source'>,
  { id, severity }: Pick<Rule, 'id' | 'severity'>,
  problem: Problem,
): Finding {
  return { rule: id, severity, path: source.replace(/:\d+$/, ''), source, ...problem }
}
