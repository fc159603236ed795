import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { copyProject, type ProjectCopy } from '../render/testing/project-copy.ts'

let project: ProjectCopy
beforeEach(() => {
  project = copyProject()
})
afterEach(() => project.remove())

const map = 'local/platform/unit-0/ns-0.configmap.map-0.yaml'
const dist = (path = '') => join(project.root, 'dist', path)
const node = process.execPath

function synth(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const options = { cwd: project.root, encoding: 'utf8', env: { ...process.env, ...env } } as const
  return spawnSync(node, ['waybill.js', 'synth', ...args], options)
}

/** Every file of dist with its text. */
function snapshot(folder = dist()): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return Object.fromEntries(
    entries
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map(path => [path.slice(folder.length), readFileSync(path, 'utf8')]),
  )
}

/** What a refused run looks like: the finding on stdout, nothing on stderr, exit code 1, and dist as it was. */
function expectRefused(message: string | RegExp, args: readonly string[] = []) {
  const before = snapshot()
  const { status, stdout, stderr } = synth(args)
  expect(stdout).toMatch(message)
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
  expect(snapshot()).toEqual(before)
}

describe('what changed', () => {
  test('is written, and a second run finds nothing to do', () => {
    expect(synth().stdout).toMatch(/^wrote \d+, removed 0, unchanged 0\n\+ local\//)
    expect(synth().stdout).toMatch(/^wrote 0, removed 0, unchanged \d+\n$/)
  })

  test('a changed field changes the files that hold it and no other', () => {
    synth()
    project.resize({ text: 'second' })
    expect(synth().stdout).toMatch(/^wrote 4, removed 0, unchanged \d+\n/)
    expect(readFileSync(dist(map), 'utf8')).toContain('text: second')
  })

  test('files of a removed unit go away, and the folder with them', () => {
    synth()
    project.resize({ units: 1 })
    expect(synth().stdout).toContain('- local/platform/unit-1/ns-1.configmap.map-1.yaml')
    expect(readdirSync(dist('local/platform'))).toEqual(['unit-0'])
  })

  test('a file changed by hand is repaired, an empty one too', () => {
    synth()
    const before = snapshot()
    writeFileSync(dist(map), readFileSync(dist(map), 'utf8').replace('first', 'mine'))
    writeFileSync(dist(map.replace('map-0', 'map-1')), '')
    expect(synth().stdout).toMatch(/^wrote 2, removed 0/)
    expect(snapshot()).toEqual(before)
  })

  test('--out renders elsewhere, and main.ts does where cdk8s asks it to', () => {
    synth(['--out', 'elsewhere'])
    spawnSync(node, ['main.ts'], { cwd: project.root, env: { ...process.env, CDK8S_OUTDIR: 'asked' } })
    expect(Object.keys(snapshot(join(project.root, 'elsewhere')))).toContain(`/${map}`)
    expect(snapshot(join(project.root, 'asked'))).toEqual(snapshot(join(project.root, 'elsewhere')))
  })

  test('--unit and --cluster limit what is written and removed', () => {
    synth()
    project.resize({ text: 'second', objects: 1 })
    expect(synth(['--unit', 'unit-1', '--cluster', 'local']).stdout).toMatch(/^wrote 1, removed 1,/)
    expect(readFileSync(dist(map), 'utf8')).toContain('text: first')
    expect(readdirSync(dist('local/platform/unit-0'))).toHaveLength(2)
  })
})

describe('the same bytes', () => {
  test('whatever the language and the time zone', () => {
    project.resize({ units: 40 })
    synth(['--out', 'one'], { LANG: 'C', TZ: 'UTC' })
    synth(['--out', 'two'], {
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'sv_SE.UTF-8',
      TZ: 'Asia/Kathmandu',
      CDK8S_DISABLE_SORT: '1',
    })
    expect(snapshot(join(project.root, 'two'))).toEqual(snapshot(join(project.root, 'one')))
  })
})

describe('dist that must not be touched', () => {
  beforeEach(() => void synth())

  test.each(['notes.txt', 'local/platform/unit-0/notes.txt', 'local/platform/deep/er/configmap.x.yaml', '.git'])(
    'a foreign file: %s',
    path => {
      mkdirSync(join(dist(path), '..'), { recursive: true })
      writeFileSync(dist(path), 'mine')
      expectRefused(`${path}: was not rendered by waybill; move it elsewhere`)
    },
  )

  test('a file that has the path of an object but is none', () => {
    writeFileSync(dist('local/platform/unit-0/values.production.yaml'), 'replicas: 3\n')
    expectRefused('values.production.yaml: was not rendered by waybill')
  })

  test('a symbolic link, also one that leads out', () => {
    rmSync(dist(map))
    symlinkSync(join(project.root, 'estate.ts'), dist(map))
    expectRefused('is a symbolic link')
    expect(readFileSync(join(project.root, 'estate.ts'), 'utf8')).toContain('defineComponent')
  })

  test('a folder that is a symbolic link', () => {
    renameSync(dist('local/platform/unit-0'), join(project.root, 'moved'))
    symlinkSync(join(project.root, 'moved'), dist('local/platform/unit-0'))
    expectRefused('unit-0: is a symbolic link')
  })

  test('dist is a file', () => {
    rmSync(dist(), { recursive: true })
    writeFileSync(dist(), 'mine')
    const { status, stdout } = synth()
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringContaining('dist: is not a folder; remove it'),
    })
    expect(readFileSync(dist(), 'utf8')).toBe('mine')
  })
})

describe('a failed run changes nothing', () => {
  beforeEach(() => void synth())

  test('a unit that throws', () => {
    project.write(
      'estate.ts',
      readFileSync(join(project.root, 'estate.ts'), 'utf8').replace(
        'build(chart) {',
        'build(chart) { if (chart.node.id === "unit-1") throw new Error("no zone")',
      ),
    )
    expectRefused(/local: unit unit-1: throws at estate\.ts:\d+: no zone; fix the definition\n$/)
  })

  test.each([
    [
      'cannot be parsed',
      'export const = 3',
      /^platform\/size\.ts: cannot be loaded: .* \(platform\/size\.ts:1\); fix the module\n$/,
    ],
    [
      'throws',
      'export const [units, objects, text] = [1, 1, ""]\nthrow new Error("boom")',
      /^platform\/size\.ts: cannot be loaded: boom \(platform\/size\.ts:2\)/,
    ],
    [
      'imports what is missing',
      'import "./gone.ts"',
      /^platform\/size\.ts: .*Cannot find module .* \(platform\/size\.ts:1\)/,
    ],
  ])('a module that %s', (_, text, message) => {
    project.write('platform/size.ts', text)
    expectRefused(message)
  })

  test.each([
    ['is missing', undefined, 'cdk8s.yaml: cannot be read (ENOENT); write "language: typescript"'],
    ['is not YAML', 'a: [', 'cdk8s.yaml: is not YAML'],
    ['is no mapping', 'dist', 'cdk8s.yaml: is not a mapping'],
    ['has no output', 'language: typescript\napp: node main.ts\n', 'cdk8s.yaml: has no "output"'],
  ])('cdk8s.yaml %s', (_, text, message) => {
    if (text === undefined) rmSync(join(project.root, 'cdk8s.yaml'))
    else project.write('cdk8s.yaml', text)
    expectRefused(message)
  })

  test('an unknown cluster or unit', () => {
    expectRefused('--cluster: unknown cluster "locl"; use "local"', ['--cluster', 'locl'])
    expectRefused('--unit: unknown unit "unit-7"; use "unit-0"', ['--unit', 'unit-7'])
  })

  const nobody = { uid: 65534, gid: 65534 }
  test.skipIf(process.getuid?.() !== 0)('dist is not writable (needs root, to run as somebody else)', () => {
    project.resize({ text: 'second' })
    const before = snapshot()
    spawnSync('chmod', ['-R', 'a+rX', project.root])
    const { status, stdout } = spawnSync(node, ['waybill.js', 'synth'], {
      cwd: project.root,
      encoding: 'utf8',
      ...nobody,
    })
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringContaining('cannot be written (EACCES); make it writable'),
    })
    expect(snapshot()).toEqual(before)
  })

  const disk = spawnSync('sh', ['-c', 'd=$(mktemp -d) && mount -t tmpfs -o size=64k none $d && umount $d && rmdir $d'])
  test.skipIf(disk.status !== 0)('the disk is full (needs root, to mount a small one)', () => {
    rmSync(dist(), { recursive: true })
    mkdirSync(dist())
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', dist()])
    try {
      synth()
      project.resize({ units: 40, text: 'x'.repeat(5000) })
      expectRefused(/: the disk is full; free space and run again\n$/)
    } finally {
      spawnSync('umount', [dist()])
    }
  })
})

test('a run killed at any moment leaves every file whole, old or new, and the next run repairs the rest', async () => {
  project.resize({ units: 150, objects: 4, text: 'first' })
  synth()
  const old = snapshot()
  cpSync(dist(), join(project.root, 'before'), { recursive: true })
  project.resize({ units: 150, objects: 4, text: 'second' })
  synth()
  const fresh = snapshot()
  let torn = 0
  for (const [delay, from] of [0, 4, 8, 12, 20, 30].map(
    (delay, i) => [delay, i % 3 === 2 ? undefined : 'before'] as const,
  )) {
    rmSync(dist(), { recursive: true })
    if (from === undefined) mkdirSync(dist())
    else cpSync(join(project.root, from), dist(), { recursive: true })
    await killWhileWriting(delay)
    const files = Object.entries(snapshot()).filter(([path]) => !path.includes('.tmp'))
    expect(files.filter(([path, text]) => text !== old[path] && text !== fresh[path])).toEqual([])
    if (files.some(([path, text]) => text !== fresh[path]) || files.length < Object.keys(fresh).length) torn++
    synth()
    expect(snapshot()).toEqual(fresh)
  }
  expect(torn, 'no run was killed before its end').toBeGreaterThan(1)
}, 120_000)

/** Ends a run some milliseconds after its first temporary file has appeared. */
async function killWhileWriting(milliseconds: number): Promise<void> {
  const child = spawn(node, ['waybill.js', 'synth'], { cwd: project.root, stdio: 'ignore' })
  const exited = once(child, 'exit')
  const begun = () => readdirSync(dist(), { recursive: true }).some(name => String(name).endsWith('.tmp'))
  while (child.exitCode === null && !begun()) await wait(1)
  await wait(milliseconds)
  child.kill('SIGKILL')
  await exited
}

test('--watch renders what is saved, says what is broken, and goes on', async () => {
  const child = spawn(node, ['waybill.js', 'synth', '--watch'], {
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const talk = createInterface({ input: child.stderr })[Symbol.asyncIterator]()
  const line = async (pattern: RegExp) => {
    for (let text = ''; ; text = (await lines.next()).value as string) if (pattern.test(text)) return text
  }
  const ready = async () => expect((await talk.next()).value).toContain('watching for changes')
  try {
    await line(/^wrote/)
    await ready()
    project.write('platform/size.ts', 'export const = 3')
    expect(await line(/cannot be loaded/)).toContain('platform/size.ts:1')
    await ready()
    project.write('platform/size.ts~', readFileSync(join(project.root, 'platform/size.ts'), 'utf8'))
    project.resize({ text: 'second' })
    expect(await line(/^wrote/)).toMatch(/^wrote 4, removed 0/)
    await ready()
    project.write('platform/.size.new', 'export const [units, objects, text] = [2, 2, "third"]')
    renameSync(join(project.root, 'platform/.size.new'), join(project.root, 'platform/size.ts'))
    expect(await line(/^wrote/)).toMatch(/^wrote 4, removed 0/)
    expect(readFileSync(dist(map), 'utf8')).toContain('text: third')
  } finally {
    child.kill()
    await once(child, 'exit')
  }
})
