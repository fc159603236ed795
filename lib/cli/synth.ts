import { defineCommand } from 'citty'
import process from 'node:process'
import { describe, FindingsError } from '../finding/findings-error.ts'
import { outputFolder } from '../render/output-folder.ts'
import { synthesize, type Synthesis } from '../render/synthesize.ts'
import type { LoadProject } from './project.ts'

/** How many paths the summary names. */
const shown = 20

export const synth = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'synth', description: 'Render the estate to dist' },
    args: {
      cluster: { type: 'string', description: 'Write the files of one cluster only', valueHint: 'name' },
      unit: { type: 'string', description: 'Write the files of one unit only', valueHint: 'name' },
      out: { type: 'string', description: 'Folder to write to (default: output of cdk8s.yaml)', valueHint: 'dir' },
    },
    async run({ args }) {
      try {
        const project = await load()
        const outdir = args.out ?? outputFolder(project.root)
        process.stdout.write(summary(await synthesize(project, outdir, { scope: args })))
      } catch (error) {
        if (!(error instanceof FindingsError)) throw error
        process.stdout.write(error.findings.map(finding => `${describe(finding)}\n`).join(''))
        process.exitCode = 1
      }
    },
  })

/** One line, then up to twenty paths. */
function summary({ written, removed, unchanged }: Synthesis): string {
  const paths = [...written.map(path => `+ ${path}`), ...removed.map(path => `- ${path}`)]
  const more = paths.length > shown ? [`… and ${paths.length - shown} more`] : []
  const counts = `wrote ${written.length}, removed ${removed.length}, unchanged ${unchanged}`
  return [counts, ...paths.slice(0, shown), ...more, ''].join('\n')
}
