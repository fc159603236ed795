import { describe } from '../../finding/findings-error.ts'
import type { Finding } from '../../finding/finding.ts'
import type { RuleInfo } from './rule-info.ts'

/**
 * Findings for test reports: a suite a rule, a failed case a finding; a rule that found nothing is a passed case.
 * @see https://github.com/testmoapp/junitxml
 */
export function junitReport(findings: readonly Finding[], rules: readonly RuleInfo[]): string {
  const byRule = Map.groupBy(findings, ({ rule }) => rule)
  const ids = [...new Set([...rules.map(({ id }) => id), ...byRule.keys()])]
  const descriptions = new Map(rules.map(({ id, description }) => [id, description]))
  const suites = ids.map(id => suite(id, descriptions.get(id) ?? id, byRule.get(id) ?? []))
  const failures = findings.filter(isFailure).length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="waybill" tests="${ids.reduce((sum, id) => sum + casesOf(byRule.get(id)), 0)}" failures="${failures}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}

function casesOf(findings: readonly Finding[] = []): number {
  return Math.max(1, findings.length)
}

function suite(id: string, description: string, findings: readonly Finding[]): string {
  const head = `<testsuite name="${escape(id)}" tests="${casesOf(findings)}" failures="${findings.filter(isFailure).length}">`
  const passed = `    <testcase classname="${escape(id)}" name="${escape(description)}"/>`
  return [`  ${head}`, ...(findings.length === 0 ? [passed] : findings.map(testCase)), '  </testsuite>'].join('\n')
}

/** There are no warnings in JUnit: one passes, and says so. */
function testCase(finding: Finding): string {
  const { rule, path, object, message, severity, source } = finding
  const name = [path, object].filter(Boolean).join(' ')
  const body = escape([describe(finding), source && `defined at ${source}`].filter(Boolean).join('\n'))
  const result = isFailure(finding)
    ? `<failure message="${escape(message)}" type="${escape(severity)}">${body}</failure>`
    : `<system-out>${escape(severity)}: ${body}</system-out>`
  return `    <testcase classname="${escape(rule)}" name="${escape(name)}" file="${escape(path)}">${result}</testcase>`
}

function isFailure({ severity }: Finding): boolean {
  return severity === 'error'
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}

/** Text for content and attributes. XML 1.0 has no way to write most control characters: each becomes U+FFFD. */
function escape(text: string): string {
  return text.toWellFormed().replace(/[\0-\u{1f}\u{fffe}\u{ffff}&<>"']/gu, found => entities[found] ?? '\u{fffd}')
}
