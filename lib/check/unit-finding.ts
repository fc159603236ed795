import type { Finding } from '../finding/finding.ts'
import { unitFinding as errorAt } from '../render/unit-findings.ts'
import type { Unit } from '../unit/unit.ts'
import type { Problem, Rule } from './rule.ts'

/** A finding about a definition, wherever it lands. */
export function unitFinding(unit: Unit, { id, severity }: Pick<Rule, 'id' | 'severity'>, problem: Problem): Finding {
  return { ...errorAt(unit, { rule: id, ...problem }), severity }
}
