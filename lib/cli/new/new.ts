import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { defineCommand } from 'citty'
import { throwErrors } from '../../finding/findings-error.ts'
import { dnsLabelProblem } from '../../render/dns-name.ts'
import type { LoadProject } from '../project.ts'
import { componentScaffold } from './component-scaffold.ts'
import type { Scaffold } from './scaffold.ts'
import { writeScaffold } from './write-scaffold.ts'

const name = { type: 'positional', description: 'DNS label, unique in the estate', required: true } as const

/** `waybill new component|tenant|app`: writes a definition that passes `check`, and renders it. */
export const newCommand = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'new', description: 'Add a component, a tenant or an app, and render it' },
    subCommands: {
      component: defineCommand({
        meta: { name: 'component', description: 'Add a unit the platform team runs for everybody' },
        args: { name },
        run: ({ args }) => create(load, args.name, componentScaffold(args.name)),
      }),
    },
  })

async function create(load: LoadProject, name: string, scaffold: Scaffold): Promise<void> {
  const { root, estate } = await load()
  const problem = dnsLabelProblem(name) ?? (estate.some(unit => unit.name === name) ? 'is taken' : undefined)
  if (problem !== undefined) throwErrors([badName(name, problem)])
  const written = await writeScaffold(root, scaffold)
  process.stdout.write(written.map(path => `wrote ${path}\n`).join(''))
  // A process of its own: this one has the estate loaded as it was before.
  const { status } = spawnSync(process.execPath, [join(root, 'waybill.js'), 'synth'], { cwd: root, stdio: 'inherit' })
  process.exitCode = status ?? 1
}

function badName(name: string, problem: string) {
  const fix = 'choose another name, e.g. "fraud-desk"'
  return { rule: 'name', severity: 'error', path: 'estate.ts', message: `name "${name}" ${problem}`, fix } as const
}
