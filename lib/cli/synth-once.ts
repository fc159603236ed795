import { resolve } from 'node:path'
import process from 'node:process'
import { describe, FindingsError } from '../finding/findings-error.ts'
import { shownPath } from '../finding/shown-path.ts'
import { outputFolder } from '../render/output-folder.ts'
import type { Scope } from '../render/scope.ts'
import { synthesize, type Synthesis } from '../render/synthesize.ts'
import { applyGenerated, generatedChanges } from './generated-files.ts'
import { loaded } from './loaded.ts'
import { progressLine } from './progress-line.ts'
import type { LoadProject } from './project.ts'

/** What the command line asks of a run. */
export interface SynthOptions {
  readonly scope: Scope
  /** Folder to write to, relative to the working folder. @default what cdk8s.yaml says */
  readonly out: string | undefined
}

/** How many paths the summary names. */
const shown = 20

/**
 * Renders once: a summary or the findings on stdout, and exit code 1 where there are findings. Resolves with what was
 * done, or undefined where that is nothing.
 */
export async function synthOnce(load: LoadProject, { scope, out }: SynthOptions): Promise<Synthesis | undefined> {
  const progress = progressLine(process.stderr)
  try {
    const project = await loaded(load)
    const output = outputFolder(project.root)
    const outdir = out === undefined ? output : resolve(out)
    const synthesis = synthesize(project, outdir, {
      scope,
      onProgress: (done, of) => progress.show(`rendering: ${done} of ${of} units`),
    })
    const generated = out === undefined ? generatedChanges(project) : []
    applyGenerated(project.root, generated)
    progress.clear()
    process.stdout.write(summary(synthesis) + generated.map(({ path }) => `wrote ${path}\n`).join(''))
    process.stderr.write(synthesis.data.map(finding => `${finding.severity}: ${describe(finding)}\n`).join(''))
    return synthesis
  } catch (error) {
    progress.clear()
    if (!(error instanceof FindingsError)) throw error
    const findings = error.findings.map(finding => ({ ...finding, path: shownPath(finding.path, process.cwd()) }))
    process.stdout.write(findings.map(finding => `${describe(finding)}\n`).join(''))
    process.exitCode = 1
    return undefined
  }
}

/** One line, then up to twenty paths: `+` written, `-` removed. */
function summary({ written, removed, unchanged }: Synthesis): string {
  const paths = [...written.map(path => `+ ${path}`), ...removed.map(path => `- ${path}`)]
  const more = paths.length > shown ? [`… and ${paths.length - shown} more`] : []
  const counts = `wrote ${written.length}, removed ${removed.length}, unchanged ${unchanged}`
  return [counts, ...paths.slice(0, shown), ...more, ''].join('\n')
}
