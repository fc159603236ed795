import process from 'node:process'
import { defineCommand } from 'citty'
import { bootstrapSteps, engineUnit, type Step } from './bootstrap-steps.ts'
import { choose } from './choose.ts'
import type { LoadProject } from './project.ts'

/** The names of contexts are the one thing that differs between people. */
const preamble = '# Run at the root of the repository. Contexts of kubectl bear the names of the clusters.\n'

export const bootstrap = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'bootstrap', description: 'Print the commands that start a cluster, to be run in this order' },
    args: {
      cluster: { type: 'positional', required: true, description: 'Name of a cluster' },
      values: { type: 'boolean', description: "Print the Helm values of the cluster's engine instead" },
    },
    async run({ args }) {
      const project = await load()
      const cluster = choose('cluster', args.cluster, project.fleet.clusters)
      if (args.values) {
        process.stdout.write(`${JSON.stringify(engineUnit(cluster, project).helm.values, null, 2)}\n`)
      } else {
        const steps = bootstrapSteps(cluster, project)
        process.stdout.write([preamble, ...steps.map(text)].join('\n'))
      }
    },
  })

function text({ why, commands }: Step): string {
  return `# ${why}\n${commands.join('\n')}\n`
}
