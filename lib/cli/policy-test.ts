import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { defineCommand } from 'citty'
import { formats, report, type Format } from './report/report.ts'
import { readSuites, type SuiteOptions } from '../policy/suite/read-suite.ts'
import { runSuite } from '../policy/suite/run-suite.ts'
import { stdoutScreen } from './report/screen.ts'
import type { CaseResult } from '../policy/suite/suite.ts'
import type { Finding } from '../finding/finding.ts'

export const policyTest = defineCommand({
  meta: { name: 'test', description: 'Run the kyverno-test.yaml suites of a folder' },
  args: {
    dir: {
      type: 'positional',
      description: 'Folder with suites, or one kyverno-test.yaml',
      default: '.',
      required: false,
    },
    format: { type: 'enum', options: [...formats], default: 'text', description: 'How results are written' },
    now: { type: 'string', valueHint: 'time', description: 'Time to judge at, RFC 3339; the present otherwise' },
    'file-name': { type: 'string', default: 'kyverno-test.yaml', description: 'Name of the files to run' },
  },
  run({ args }) {
    const files = suiteFiles(args.dir, args['file-name'])
    const { results, findings } = testPolicies(files, { now: args.now ?? new Date().toISOString() })
    process.stdout.write(testReport({ results, findings }, args.format as Format))
    process.stderr.write(`${testSummary(files.length, results, findings)}\n`)
    if (files.length === 0 || findings.length > 0) process.exitCode = 1
  },
})

/** The suites below a folder, in order; the file itself where it is one. */
export function suiteFiles(dir: string, name: string): readonly string[] {
  const stats = statSync(dir, { throwIfNoEntry: false })
  if (stats === undefined || !stats.isDirectory()) return [dir]
  const found = globSync(`**/${name}`, { cwd: dir, exclude: entry => entry === 'node_modules' })
  const hidden = globSync(`**/.*/**/${name}`, { cwd: dir, exclude: entry => entry === 'node_modules' })
  return [...new Set([...found, ...hidden])].sort().map(file => join(dir, file))
}

export interface TestOutcome {
  readonly results: readonly CaseResult[]
  /** Cases that failed, and what was wrong with the files. */
  readonly findings: readonly Finding[]
}

/** Runs suites. What cannot be read is a finding; a policy of a legacy kind is one only where a case needs it. */
export function testPolicies(files: readonly string[], options: SuiteOptions): TestOutcome {
  const suites = files.flatMap(file => readSuites(file, options))
  const results = suites.flatMap(runSuite)
  const broken = suites.flatMap(({ findings }) => findings).filter(({ rule }) => rule !== 'policy-legacy-kind')
  return { results, findings: [...broken, ...results.filter(({ ok }) => !ok).map(failed)] }
}

const caseId = ({ suite, policy, resource }: CaseResult) => [suite, policy, resource].filter(Boolean).join('/')

function failed(result: CaseResult): Finding {
  const { path, expected, actual, message, resource } = result
  return {
    rule: caseId(result),
    severity: 'error',
    ...(resource !== '' && { object: resource }),
    path,
    message: `expected ${expected}, got ${actual}${message === '' ? '' : `: ${message.replaceAll(/\s*\n\s*/g, ' ')}`}`,
    fix: 'correct the policy, the object or the expectation',
  }
}

function testReport({ results, findings }: TestOutcome, format: Format): string {
  if (format === 'json') return `${JSON.stringify(results, null, 2)}\n`
  const rules = results.map(result => ({
    id: caseId(result),
    severity: 'error' as const,
    description: `${result.policy} gives ${result.expected} for ${result.resource}`,
  }))
  return report(findings, format, { rules, screen: stdoutScreen() })
}

function testSummary(files: number, results: readonly CaseResult[], findings: readonly Finding[]): string {
  const failures = results.filter(({ ok }) => !ok).length
  const broken = findings.length - failures
  return `ran ${results.length} cases of ${files} files: ${failures} failed${broken > 0 ? `; ${broken} files are broken` : ''}`
}
