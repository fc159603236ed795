import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import type { Finding } from '../../finding/finding.ts'
import { throwErrors } from '../../finding/findings-error.ts'
import { dnsLabelProblem } from '../../render/dns-name.ts'
import type { Unit } from '../../unit/unit.ts'
import { loaded } from '../loaded.ts'
import type { LoadProject, Project } from '../project.ts'
import type { Scaffold } from './scaffold.ts'
import { writeScaffold } from './write-scaffold.ts'

/** A definition that somebody asks for. */
interface Creation {
  readonly name: string
  readonly scaffold: (project: Project) => Scaffold | Promise<Scaffold>
}

/** Writes a definition and renders the estate with it. A finding writes nothing. */
export async function create(load: LoadProject, { name, scaffold }: Creation): Promise<void> {
  const project = await loaded(load)
  throwErrors(nameFindings(name, project.estate))
  const { next, ...files } = await scaffold(project)
  const written = await writeScaffold(project.root, files)
  process.stdout.write(written.map(path => `wrote ${path}\n`).join(''))
  // A process of its own: this one has the estate loaded as it was before.
  const command = [join(project.root, 'waybill.js'), 'synth']
  const { status } = spawnSync(process.execPath, command, { cwd: project.root, stdio: 'inherit' })
  process.exitCode = status ?? 1
  if (status === 0) process.stderr.write(`\nNext:\n${next.map(step => `- ${step}\n`).join('')}`)
}

function nameFindings(name: string, estate: readonly Unit[]): Finding[] {
  const owner = estate.find(unit => unit.name === name || unit.namespace === name)
  const taken = owner && `is taken: ${owner.layer}/${owner.name}${owner.name === name ? '' : ' has that namespace'}`
  const problem = dnsLabelProblem(name) ?? taken
  if (problem === undefined) return []
  const where = taken === undefined ? 'name' : owner!.source.replace(/:\d+$/, '')
  const fix = 'choose another name, e.g. "fraud-desk"'
  return [{ rule: 'name', severity: 'error', path: where, message: `name "${name}" ${problem}`, fix }]
}
