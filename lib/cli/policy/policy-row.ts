import type { Finding } from '../../finding/finding.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { objectTitle } from '../../manifest/object-key.ts'
import type { KnownPolicy } from '../../policy/analysis/policy-loader.ts'
import type { Judgement } from '../../policy/analysis/tree-judge.ts'
import type { VerdictRow } from '../../policy/judge-tree.ts'
import type { RuleInfo } from '../report/rule-info.ts'

/** A judgement as reports of a cluster take it. */
export function rowOf({ file, verdict }: Judgement): VerdictRow {
  return { path: file.path, object: file.object, verdict }
}

/** Where a judgement belongs, for findings. */
export function placeOfJudgement({
  cluster,
  file,
}: Pick<Judgement, 'cluster' | 'file'>): Pick<Finding, 'object' | 'path'> {
  return { object: `${cluster}: ${objectTitle(file.object as Manifest)}`, path: file.path }
}

/** Every policy once, as reports name it. */
export function policyRules(policies: readonly KnownPolicy[]): RuleInfo[] {
  const names = [...new Set(policies.map(({ policy }) => policy.name))].sort()
  return names.map(id => ({ id, severity: 'error', description: `policy ${id}` }))
}
