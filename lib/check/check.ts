import type { Finding } from '../finding/finding.ts'
import { layout } from '../render/layout.ts'
import type { CheckInput } from './context.ts'
import { freshness } from './freshness.ts'
import { guardsOf, type Guards } from './guards.ts'
import { rules } from './rules/rules.ts'
import { runRules } from './run-rules.ts'
import { runbooksIn } from './runbooks-in.ts'
import { celRules } from './validate/cel-rules.ts'
import { readSchemas, type SchemaSources } from './validate/read-schemas.ts'
import { validateObjects } from './validate/validate-objects.ts'

export interface CheckRequest extends Omit<SchemaSources, 'rules'> {
  /** Folder of the repository, absolute. */
  readonly root: string
  /** Folder of dist, absolute. */
  readonly outdir: string
  /** The day, as `YYYY-MM-DD`, for what expires. @default none: nothing does */
  readonly today?: string
  /** Told what is being done, and how far it is. */
  readonly onStep?: (step: string) => void
}

export interface CheckResult {
  /** Errors first, then by path. */
  readonly findings: readonly Finding[]
  /** Findings that an annotation with a reason excuses. */
  readonly waived: readonly Finding[]
  /** Number of objects by `apiVersion Kind`, of the kinds that no schema knows. */
  readonly unknown: ReadonlyMap<string, number>
  readonly objects: number
  /** The policies that guard each cluster, with what they say; none where the estate cannot be rendered. */
  readonly guards: readonly Guards[]
}

/** Everything that is wrong with an estate and with its dist. Reads only. */
export async function check(
  { fleet, estate }: Pick<CheckInput, 'fleet' | 'estate'>,
  request: CheckRequest,
): Promise<CheckResult> {
  const step = request.onStep ?? (() => undefined)
  step('rendering')
  const { files, findings } = layout(estate, fleet)
  // What cannot be rendered is not complete: anything said about the rest would be a guess.
  if (findings.some(({ severity }) => severity === 'error')) {
    return { findings: sorted(findings), waived: [], unknown: new Map(), objects: files.length, guards: [] }
  }
  step('comparing with dist')
  const stale = freshness(files, request.root, request.outdir)
  step('reading schemas')
  const schemas = readSchemas(files, { ...request, rules: celRules })
  const validation = await validateObjects(files, schemas, done => {
    if (done % 1000 === 0) step(`validating objects, ${done} of ${files.length}`)
  })
  step('applying rules')
  const { today } = request
  const runbooks = runbooksIn(request.root)
  const ruled = runRules(rules, { files, fleet, estate, runbooks, ...(today !== undefined && { today }) })
  return {
    findings: sorted([...findings, ...stale, ...validation.findings, ...ruled.findings]),
    waived: ruled.waived,
    unknown: validation.unknown,
    objects: files.length,
    guards: guardsOf(ruled.context),
  }
}

const order = ['error', 'warning', 'info']

function sorted(findings: readonly Finding[]): Finding[] {
  const bySeverity = (a: Finding, b: Finding) => order.indexOf(a.severity) - order.indexOf(b.severity)
  const byPath = (a: Finding, b: Finding) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
  return [...findings].sort((a, b) => bySeverity(a, b) || byPath(a, b))
}
