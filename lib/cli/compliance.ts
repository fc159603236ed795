import process from 'node:process'
import { defineCommand } from 'citty'
import { check } from '../check/check.ts'
import { coverage } from '../check/coverage.ts'
import { frameworks } from '../compliance/frameworks.ts'
import type { Finding } from '../finding/finding.ts'
import { FindingsError } from '../finding/findings-error.ts'
import { outputFolder } from '../render/output-folder.ts'
import { choose } from './choose.ts'
import { coverageSummary, coverageText } from './coverage-text.ts'
import { loaded } from './loaded.ts'
import type { LoadProject } from './project.ts'
import { stdoutScreen } from './report/screen.ts'
import { today } from './today.ts'

const ids = frameworks.map(({ id }) => id)

export const compliance = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'compliance', description: 'Tell what proves or breaks each control of a framework' },
    args: {
      framework: { type: 'enum', options: ids, required: true, description: 'Whose controls' },
      cluster: { type: 'string', valueHint: 'name', description: 'Only what lives on one cluster' },
      today: { type: 'string', valueHint: 'YYYY-MM-DD', description: 'Day to judge exceptions at (default: today)' },
      format: { type: 'enum', options: ['text', 'json'], default: 'text', description: 'How it is written' },
    },
    async run({ args }) {
      const project = await loaded(load)
      if (args.cluster !== undefined) choose('cluster', args.cluster, project.fleet.clusters)
      const request = { root: project.root, outdir: outputFolder(project.root), today: today(args.today) }
      const { findings, guards } = await check(project, request)
      if (guards.length === 0) throw new FindingsError(findings)
      const here = (cluster: string) => args.cluster === undefined || args.cluster === cluster
      const framework = frameworks.find(({ id }) => id === args.framework)!
      const controls = coverage(framework, {
        guards: guards.filter(({ cluster }) => here(cluster)),
        findings: findings.filter(finding => here(clusterOf(finding) ?? args.cluster ?? '')),
      })
      process.stdout.write(
        args.format === 'json' ? `${JSON.stringify(controls, null, 2)}\n` : coverageText(controls, stdoutScreen()),
      )
      process.stderr.write(`${framework.name}: ${coverageSummary(controls)}\n`)
      if (controls.some(({ status }) => status === 'broken')) process.exitCode = 1
    },
  })

/** Findings about a source file concern every cluster. */
function clusterOf({ path }: Finding): string | undefined {
  return /^dist\/([^/]+)\//.exec(path)?.[1]
}
