import process from 'node:process'
import { defineCommand } from 'citty'
import { check as checkEstate, type CheckResult } from '../check/check.ts'
import { definitionRules } from '../check/definition-rules.ts'
import { freshDist } from '../check/freshness.ts'
import { rules } from '../check/rules/rules.ts'
import { validObject } from '../check/validate/validate-objects.ts'
import type { Finding } from '../finding/finding.ts'
import { outputFolder } from '../render/output-folder.ts'
import { choose } from './choose.ts'
import { progressLine } from './progress-line.ts'
import { freshGenerated, generatedChanges, staleGenerated } from './generated-files.ts'
import { loaded } from './loaded.ts'
import type { LoadProject } from './project.ts'
import { formats, report, type Format } from './report/report.ts'
import { stdoutScreen } from './report/screen.ts'
import { today } from './today.ts'

/** Every rule whose findings this command may print. */
const known = [freshDist, freshGenerated, validObject, ...definitionRules, ...rules]

export const check = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'check', description: 'Tell what is wrong: stale dist, invalid objects, broken rules' },
    args: {
      format: { type: 'enum', options: [...formats], default: 'text', description: 'How findings are written' },
      crds: { type: 'string', valueHint: 'dir', description: 'Also check against the CRDs in a folder' },
      openapi: { type: 'string', valueHint: 'file', description: 'Also check against this swagger.json' },
      cluster: { type: 'string', valueHint: 'name', description: 'Show the findings of one cluster only' },
      today: { type: 'string', valueHint: 'YYYY-MM-DD', description: 'Day to judge exceptions at (default: today)' },
      verbose: { type: 'boolean', description: 'Show advice, and what is unchecked or excused' },
    },
    async run({ args }) {
      const project = await loaded(load)
      if (args.cluster !== undefined) choose('cluster', args.cluster, project.fleet.clusters)
      const progress = progressLine(process.stderr)
      const { root } = project
      const { crds, openapi } = args
      const request = { root, outdir: outputFolder(root), crds, openapi, today: today(args.today) }
      const result = await checkEstate(project, { ...request, onStep: progress.show }).finally(progress.clear)
      const all = [...result.findings, ...staleGenerated(generatedChanges(project))]
      const findings = all.filter(finding => args.cluster === undefined || concerns(finding, args.cluster))
      const format = args.format as Format
      const shown = findings.filter(shownIn(format, args.verbose))
      process.stdout.write(report(shown, format, { rules: known, screen: stdoutScreen() }))
      process.stderr.write(`${[...(args.verbose ? details(result) : []), summary(findings, result)].join('\n')}\n`)
      if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1
    },
  })

/** Advice does not stand between people and what they have to mend; tools get all of it. */
function shownIn(format: Format, verbose = false): (finding: Finding) => boolean {
  return ({ severity }) => severity !== 'info' || verbose || format !== 'text'
}

/** Findings about a source file concern every cluster. */
function concerns({ path }: Finding, cluster: string): boolean {
  return !path.startsWith('dist/') || path.startsWith(`dist/${cluster}/`)
}

/** What was looked at and what came of it, in one line. */
function summary(findings: readonly Finding[], { objects, unknown, waived }: CheckResult): string {
  const count = (severity: string) => {
    const found = findings.filter(finding => finding.severity === severity).length
    return `${found} ${severity}${found === 1 ? '' : 's'}`
  }
  const advice = findings.filter(({ severity }) => severity === 'info').length
  const passed = [...unknown.values()].reduce((sum, n) => sum + n, 0)
  return [
    `checked ${objects} objects against ${rules.length} rules: ${count('error')}, ${count('warning')}`,
    ...(advice > 0 ? [`${advice} ${advice === 1 ? 'piece' : 'pieces'} of advice (--verbose shows them)`] : []),
    ...(waived.length > 0 ? [`${waived.length} excused`] : []),
    ...(passed > 0 ? [`${passed} objects of ${unknown.size} kinds without a schema (--verbose names them)`] : []),
  ].join('; ')
}

function details({ unknown, waived }: CheckResult): string[] {
  return [
    ...[...unknown].sort().map(([kind, count]) => `no schema: ${kind} (${count})`),
    ...waived.map(({ rule, path, message }) => `excused from ${rule}: ${path}: ${message}`),
  ]
}
