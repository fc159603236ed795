import { defineCommand } from 'citty'
import type { LoadProject } from './project.ts'

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
      await (await import('./synth-once.ts')).synthOnce(load, options)
    },
  })
