import type { Finding } from '../../finding/finding.ts'
import { junitReport } from './junit.ts'
import type { RuleInfo } from './rule-info.ts'
import { sarifReport } from './sarif.ts'
import type { Screen } from './screen.ts'
import { textReport } from './text.ts'

export const formats = ['text', 'json', 'sarif', 'junit'] as const

export type Format = (typeof formats)[number]

/** Findings as the text of one format; the rules are those that were run, found or not. */
export function report(
  findings: readonly Finding[],
  format: Format,
  { rules, screen }: { readonly rules: readonly RuleInfo[]; readonly screen: Screen },
): string {
  switch (format) {
    case 'text':
      return textReport(findings, screen)
    case 'json':
      return `${JSON.stringify(findings, null, 2)}\n`
    case 'sarif':
      return sarifReport(findings, rules)
    case 'junit':
      return junitReport(findings, rules)
  }
}
