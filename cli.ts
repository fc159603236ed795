import process from 'node:process'
import { defineCommand } from 'citty'
import type { LoadProject } from './lib/cli/project.ts'
import { run } from './lib/cli/run.ts'
import program from './package.json' with { type: 'json' }

export const load: LoadProject = async () => {
  const { fleet, estate } = await import('./estate.ts')
  return { root: import.meta.dirname, fleet, estate }
}

const waybill = defineCommand({
  meta: { name: 'waybill', description: 'Render, check and review the platform' },
  subCommands: {
    // Loaded when called: what a command does not need costs it nothing.
    synth: () => import('./lib/cli/synth.ts').then(({ synth }) => synth(load)),
    check: () => import('./lib/cli/check.ts').then(({ check }) => check(load)),
    graph: () => import('./lib/cli/graph.ts').then(({ graph }) => graph(load)),
    explain: () => import('./lib/cli/explain.ts').then(({ explain }) => explain(load)),
    new: () => import('./lib/cli/new/new.ts').then(({ newCommand }) => newCommand(load)),
    import: () => import('./lib/cli/import-score.ts').then(({ importCommand }) => importCommand()),
    bootstrap: () => import('./lib/cli/bootstrap.ts').then(({ bootstrap }) => bootstrap(load)),
    compliance: () => import('./lib/cli/compliance.ts').then(({ compliance }) => compliance(load)),
    canary: () => import('./lib/cli/canary.ts').then(({ canary }) => canary(load)),
    policy: () => import('./lib/cli/policy.ts').then(({ policy }) => policy(load)),
  },
})

await run(waybill, process.argv.slice(2), { root: import.meta.dirname, version: program.version })
