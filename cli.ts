import { defineCommand, runMain } from 'citty'
import type { LoadProject } from './lib/cli/project.ts'

export const load: LoadProject = async () => {
  const module = new URL('./estate.ts', import.meta.url)
  const { fleet, estate } = (await import(module.href)) as Awaited<ReturnType<LoadProject>>
  return { root: import.meta.dirname, module, fleet, estate }
}

await runMain(
  defineCommand({
    meta: { name: 'waybill', description: 'Render, check and review the platform' },
    subCommands: {
      // Loaded when called: what a command does not need costs it nothing.
      synth: () => import('./lib/cli/synth.ts').then(({ synth }) => synth(load)),
      canary: () => import('./lib/cli/canary.ts').then(({ canary }) => canary(load)),
    },
  }),
)
