import type { Finding, Severity } from '../../finding/finding.ts'
import type { RuleInfo } from './rule-info.ts'

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }

/**
 * Findings for code scanning.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(findings: readonly Finding[], rules: readonly RuleInfo[]): string {
  const known = new Set(rules.map(({ id }) => id))
  const others = new Set(findings.map(({ rule }) => rule).filter(rule => !known.has(rule)))
  const all = [...rules, ...[...others].map(id => ({ id, severity: 'error' as const, description: id }))]
  const index = new Map(all.map(({ id }, i) => [id, i]))
  const driver = { name: 'waybill', rules: all.map(ruleObject) }
  const results = findings.map(finding => resultObject(finding, index.get(finding.rule)!))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function ruleObject({ id, severity, description }: RuleInfo): object {
  return {
    id,
    shortDescription: { text: description },
    help: { text: `${description}; every finding says what to do` },
    defaultConfiguration: { level: levels[severity] },
  }
}

function resultObject(finding: Finding, ruleIndex: number): object {
  const { rule, severity, message, fix, object, path, source } = finding
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: `${[object, message].filter(Boolean).join(': ')}; ${fix}` },
    locations: [{ ...location(path, 1), ...(object && { logicalLocations: [{ fullyQualifiedName: object }] }) }],
    ...(source && { relatedLocations: [{ id: 0, message: { text: 'defined here' }, ...sourceLocation(source) }] }),
  }
}

function sourceLocation(source: string): object {
  const [, file = source, line = '1'] = /^(.*):(\d+)$/.exec(source) ?? []
  return location(file, Number(line))
}

function location(file: string, startLine: number): object {
  const uri = file.split('/').map(encodeURIComponent).join('/')
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine } } }
}
