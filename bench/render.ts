import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { copyProject } from '../lib/render/testing/project-copy.ts'
import { benchProject, memoryFolder, type BenchProject } from './bench-project.ts'
import { measure, median } from './measure.ts'
import { goal, type Row } from './row.ts'

const small = '12,800 objects'
const large = '100,000 objects'

/** Seconds after which stock cdk8s is ended: with order it takes longer, and waiting says no more. */
const patience = 60

/** Every row of the renderer: each measurement is a process of its own, contestants in turn, medians of three. */
export async function rows(): Promise<Row[]> {
  const project = benchProject()
  try {
    return [...speed(project), ...scaling(project), await watchLatency()]
  } finally {
    project.remove()
  }
}

function speed(project: BenchProject): Row[] {
  const [out, pack] = [join(project.root, 'other'), join(project.root, '.cache/pack.json')]
  const into = (script: string, ...args: string[]) => {
    rmSync(out, { recursive: true, force: true })
    const { seconds } = measure([join('bench', script), ...args, out], project.root, patience)
    rmSync(out, { recursive: true, force: true })
    return seconds
  }
  const cold = () => {
    project.begin(1600)
    return project.waybill('synth').seconds
  }
  cold() // the first run compiles what all others load
  const texts = JSON.stringify(textsIn(join(project.root, 'dist')))
  // Once: it is so far from the target that more rounds would only take time.
  const ordered = into('stock.ts', '1600', 'after')
  const times = { cold: [], again: [], limit: [], unordered: [] } as Record<string, number[]>
  for (let round = 0; round < 3; round++) {
    times['cold']!.push(cold())
    times['again']!.push(project.waybill('synth').seconds)
    writeFileSync(pack, texts)
    times['limit']!.push(into('plain-write.ts', pack))
    times['unordered']!.push(into('stock.ts', '1600', 'unordered'))
  }
  const of = (name: string) => median(times[name]!)
  const row = (scenario: string, value: number, unit: string): Row => ({ scenario, size: small, value, unit })
  return [
    row('cold render', of('cold'), 's'),
    row('limit: a plain loop that writes the same bytes', of('limit'), 's'),
    row('cold render / limit', of('cold') / of('limit'), '× the time'),
    row(`stock cdk8s, with the same order${ordered < patience ? '' : ' (ended: it takes longer)'}`, ordered, 's'),
    goal(row('stock cdk8s with order / cold render, at least', ordered / of('cold'), '× as fast'), '>=', 25),
    row('stock cdk8s, no order declared', of('unordered'), 's'),
    row('stock cdk8s without order / cold render', of('unordered') / of('cold'), '× as fast'),
    goal(row('run that changes nothing / cold render', (100 * of('again')) / of('cold'), '%'), '<=', 60),
  ]
}

function scaling(project: BenchProject): Row[] {
  const times: Record<number, number[]> = { 1600: [], 12500: [] }
  const peaks: number[] = []
  for (let round = 0; round < 3; round++) {
    for (const units of [1600, 12500]) {
      project.begin(units)
      const { seconds, memory } = project.waybill('synth')
      times[units]!.push(seconds)
      peaks.push(memory)
    }
  }
  const [less, more] = [median(times[1600]!), median(times[12500]!)]
  return [
    { scenario: 'cold render', size: large, value: more, unit: 's' },
    goal({ scenario: `cold render / that of ${small}`, size: large, value: more / less, unit: '× the time' }, '<=', 9),
    goal({ scenario: 'peak memory', size: large, value: Math.max(...peaks), unit: 'MB' }, '<=', 1200),
  ]
}

/** From the save of a definition to its file in dist, in a project under --watch. */
async function watchLatency(): Promise<Row> {
  const project = copyProject(memoryFolder)
  project.resize({ units: 40, objects: 8 })
  const child = spawn(process.execPath, ['waybill.js', 'synth', '--watch'], {
    cwd: project.root,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const file = join(project.root, 'dist/local/platform/unit-0/ns-0.configmap.map-0.yaml')
  const latencies: number[] = []
  for (let i = 0; i < 9; i++) {
    await once(child.stderr, 'data')
    await wait(50)
    const saved = performance.now()
    project.resize({ units: 40, objects: 8, text: `save ${i}` })
    while (!readFileSync(file, 'utf8').includes(`save ${i}`)) await wait(1)
    latencies.push(performance.now() - saved)
  }
  child.kill()
  await once(child, 'exit')
  project.remove()
  return goal(
    { scenario: 'from save to written under --watch', size: '320 objects', value: median(latencies), unit: 'ms' },
    '<=',
    200,
  )
}

function textsIn(folder: string): [path: string, text: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map(path => [path.slice(folder.length + 1), readFileSync(path, 'utf8')])
}
