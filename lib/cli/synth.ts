import { join } from 'node:path'
import process from 'node:process'
import { defineCommand } from 'citty'
import { lastRun } from './last-run.ts'
import type { LoadProject } from './project.ts'
import type { SynthOptions } from './synth-once.ts'

export const synth = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'synth', description: 'Render the estate: write what changed to dist, remove what no unit renders' },
    args: {
      cluster: { type: 'string', description: 'Write the files of one cluster only', valueHint: 'name' },
      unit: { type: 'string', description: 'Write the files of one unit only, on every cluster', valueHint: 'name' },
      watch: { type: 'boolean', description: 'Render again whenever a definition is saved' },
      out: { type: 'string', description: 'Folder to write to (default: "output" of cdk8s.yaml)', valueHint: 'dir' },
    },
    async run({ args: { cluster, unit, out, watch } }) {
      const options = { scope: { cluster, unit }, out }
      // Imported here: --watch must see every import of what it loads anew.
      if (watch) return (await import('./watch.ts')).watch(load, options)
      if ([cluster, unit, out].every(limit => limit === undefined)) await synthAll(load, options)
      else await (await import('./synth-once.ts')).synthOnce(load, options)
    },
  })

/** Renders everything, unless dist is what it would be already: that is known before any definition is loaded. */
async function synthAll(load: LoadProject, options: SynthOptions): Promise<void> {
  const last = lastRun(join(import.meta.dirname, '../..'))
  if (last?.current) {
    process.stdout.write(`wrote 0, removed 0, unchanged ${last.current.files}\n`)
    return
  }
  const synthesis = await (await import('./synth-once.ts')).synthOnce(load, options)
  if (synthesis === undefined) return
  last?.keep(synthesis.dist)
  const repaired = synthesis.written.length + synthesis.removed.length
  if (last?.sameInputs && repaired > 0) process.stderr.write('dist had been changed since the last run; put back\n')
}
