import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { copyProject, type ProjectCopy } from '../render/testing/project-copy.ts'

let project: ProjectCopy
beforeAll(() => void (project = copyProject()))
afterAll(() => project.remove())

beforeEach(() => {
  for (const folder of ['platform', 'dist', 'other', '.cache']) rmSync(path(folder), { recursive: true, force: true })
  project.write('cdk8s.yaml', 'language: typescript\napp: node main.ts\noutput: dist\n')
  project.write('package-lock.json', '{}')
  project.write('platform/releases.yaml', 'first')
  define('read()')
  synth()
})

/** Definitions that say on standard error that they are loaded. */
function define(text: string): void {
  project.write(
    'platform/size.ts',
    `import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import process from 'node:process'
const [file, during] = ['releases.yaml', '../.cache/during'].map(name => new URL(name, import.meta.url))
process.stderr.write('loaded\\n')
const read = () => readFileSync(file, 'utf8')
function readDuringChange() {
  rmSync(during)
  writeFileSync(file, 'other')
  const text = read()
  writeFileSync(file, 'first')
  return text
}
export const [units, objects, text] = [2, 2, existsSync(during) ? readDuringChange() : ${text}]
`,
  )
}

const path = (name: string) => join(project.root, name)
const map = 'dist/local/platform/unit-0/ns-0.configmap.map-0.yaml'

function synth(...args: string[]) {
  const options = { cwd: project.root, encoding: 'utf8' } as const
  return spawnSync(process.execPath, ['waybill.js', 'synth', ...args], options)
}

function snapshot(folder: string): Record<string, string> {
  const files = readdirSync(path(folder), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort()
  return Object.fromEntries(paths.map(file => [file.slice(path(folder).length), readFileSync(file, 'utf8')]))
}

/** What the definitions render to when nothing is known of any run before. */
function rendered(): Record<string, string> {
  rmSync(path('apart'), { recursive: true, force: true })
  synth('--out', 'apart')
  const files = snapshot('apart')
  rmSync(path('apart'), { recursive: true, force: true })
  return files
}

test('a run after which nothing has changed loads no definition, and says what a complete one says', () => {
  const again = synth()
  rmSync(path('.cache'), { recursive: true })
  const complete = synth()
  expect([again.stderr, complete.stderr]).toEqual(['', 'loaded\n'])
  expect(again.stdout).toBe(complete.stdout)
})

describe('a complete run follows', () => {
  test.each([
    ['a definition', 'platform/size.ts', '\n'],
    ['a module of lib', 'lib/unit/define-unit.ts', '\n'],
    ['data that a definition reads', 'platform/releases.yaml', ' later'],
    ['package-lock.json', 'package-lock.json', '\n'],
    ['what the last run left, torn or not', '.cache/last-run', 'x'],
    ['dist', map, '# mine\n'],
  ])('a change of %s', (_, file, text) => {
    writeFileSync(path(file), readFileSync(path(file), 'utf8') + text)
    expect(synth().stderr).toContain('loaded')
    expect(snapshot('dist')).toEqual(rendered())
  })

  test.each([
    ['a file of dist is gone', () => rmSync(path(map))],
    ['dist holds one more', () => writeFileSync(path(map.replace('map-0', 'map-9')), 'apiVersion: v1\n')],
    ['two files of dist have changed places', () => swap(map, map.replace('map-0', 'map-1'))],
    ['a file is new', () => project.write('platform/new.ts', '')],
    [
      'the record is torn',
      () => writeFileSync(path('.cache/last-run'), readFileSync(path('.cache/last-run')).subarray(0, 99)),
    ],
    ['the record is a folder', () => (rmSync(path('.cache/last-run')), mkdirSync(path('.cache/last-run')))],
  ] as const)('once %s', (_, change) => {
    change()
    expect(synth().stderr).toContain('loaded')
    expect(snapshot('dist')).toEqual(rendered())
  })

  test('a new output folder in cdk8s.yaml', () => {
    project.write('cdk8s.yaml', 'language: typescript\napp: node main.ts\noutput: other\n')
    expect(synth().stderr).toContain('loaded')
    expect(snapshot('other')).toEqual(snapshot('dist'))
  })

  test('a file that was changed and changed back while a run was loading it', () => {
    project.write('.cache/during', '')
    project.write('platform/new.ts', '')
    synth()
    expect(readFileSync(path(map), 'utf8')).toContain('text: other')
    synth()
    expect(readFileSync(path(map), 'utf8')).toContain('text: first')
  })

  test('a checkout of its own, though it brings the record of another', () => {
    const other = copyProject()
    for (const name of ['platform', 'package-lock.json', 'dist', '.cache']) {
      cpSync(path(name), join(other.root, name), { recursive: true, preserveTimestamps: true })
    }
    const options = { cwd: other.root, encoding: 'utf8' } as const
    expect(spawnSync(process.execPath, ['waybill.js', 'synth'], options).stderr).toBe('loaded\n')
    other.remove()
  })

  test('whatever is limited: --unit, --cluster, --out', () => {
    for (const limit of [
      ['--unit', 'unit-0'],
      ['--cluster', 'local'],
      ['--out', 'dist'],
    ]) {
      expect(synth(...limit).stderr).toBe('loaded\n')
    }
  })

  test('an input that cannot be told: a link out of the repository', () => {
    writeFileSync(path('../outside.txt'), '')
    symlinkSync(path('../outside.txt'), path('platform/linked.txt'))
    expect([synth().stderr, synth().stderr]).toEqual(['loaded\n', 'loaded\n'])
  })
})

test('what dist must not hold is refused all the same', () => {
  project.write('dist/notes.txt', 'mine')
  expect(synth()).toMatchObject({ status: 1, stdout: expect.stringContaining('was not rendered by waybill') })
})

test('check never relies on it', () => {
  expect(
    spawnSync(process.execPath, ['waybill.js', 'check'], { cwd: project.root, encoding: 'utf8' }).stderr,
  ).toContain('loaded')
})

test('says that dist had been changed where that is known, and nowhere else', () => {
  writeFileSync(path(map), 'apiVersion: v1\n')
  expect(synth().stderr).toBe('loaded\ndist had been changed since the last run; put back\n')
  writeFileSync(path(map), 'apiVersion: v1\n')
  project.write('platform/releases.yaml', 'second')
  expect(synth().stderr).toBe('loaded\n')
})

test('whatever is edited between runs, dist is what a run that knows nothing renders', () => {
  const edit = fc.oneof(
    fc.constantFrom('first', 'second', 'third').map(text => () => project.write('platform/releases.yaml', text)),
    fc.constantFrom('read()', '"releases"').map(text => () => define(text)),
    fc.constantFrom('', '# mine\n').map(text => () => writeFileSync(path(map), text)),
    fc.constant(() => rmSync(path(dirname(map)), { recursive: true, force: true })),
    fc.constant(() => rmSync(path('.cache'), { recursive: true, force: true })),
    fc.constant(() => undefined),
  )
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), edits => {
      for (const change of edits) {
        mkdirSync(path(dirname(map)), { recursive: true })
        change()
        synth()
      }
      expect(snapshot('dist')).toEqual(rendered())
    }),
    { numRuns: 6 },
  )
})

function swap(one: string, other: string): void {
  const [text, another] = [readFileSync(path(one)), readFileSync(path(other))]
  writeFileSync(path(one), another)
  writeFileSync(path(other), text)
}
