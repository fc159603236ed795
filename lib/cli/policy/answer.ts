import process from 'node:process'
import { dump } from 'js-yaml'
import type { Finding } from '../../finding/finding.ts'
import type { VerdictRow } from '../../policy/judge-tree.ts'
import { policyReports } from '../../policy/policy-report.ts'
import { formats, report } from '../report/report.ts'
import type { RuleInfo } from '../report/rule-info.ts'
import { stdoutScreen, type Screen } from '../report/screen.ts'

/** The formats of findings, and reports as a cluster has them. */
const policyFormats = [...formats, 'openreports', 'policyreport'] as const

export type PolicyFormat = (typeof policyFormats)[number]

export const formatArg = {
  type: 'enum' as const,
  options: [...policyFormats],
  default: 'text' as const,
  description: 'How the answer is written',
}

/** What a command found out, in all its shapes. */
export interface Answer {
  readonly text: (screen: Screen) => string
  readonly json: unknown
  readonly findings: readonly Finding[]
  /** What was looked at, found or not. */
  readonly rules: readonly RuleInfo[]
  /** Verdicts for a report of a cluster. @default none */
  readonly rows?: readonly VerdictRow[]
  /** One line for standard error. */
  readonly summary: string
}

/** Results to standard output, the summary to standard error; exit code 1 where a finding is an error. */
export function give(answer: Answer, format: PolicyFormat): void {
  process.stdout.write(written(answer, format))
  process.stderr.write(`${answer.summary}\n`)
  if (answer.findings.some(({ severity }) => severity === 'error')) process.exitCode = 1
}

function written({ text, json, findings, rules, rows = [] }: Answer, format: PolicyFormat): string {
  const screen = stdoutScreen()
  switch (format) {
    case 'text':
      return text(screen)
    case 'json':
      return `${JSON.stringify(json, null, 2)}\n`
    case 'openreports':
    case 'policyreport':
      return policyReports(rows, format)
        .map(manifest => `---\n${dump(manifest, { noRefs: true })}`)
        .join('')
    default:
      return report(findings, format, { rules, screen })
  }
}
