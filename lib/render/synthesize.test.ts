import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { FindingsError } from '../finding/findings-error.ts'
import { apply } from './apply.ts'
import { diff } from './diff.ts'
import { emit } from './emit.ts'
import { layout } from './layout.ts'
import { synthesize, type Source } from './synthesize.ts'
import { copyProject } from './testing/project-copy.ts'

const project = copyProject()
afterAll(() => project.remove())
project.resize({ units: 60 })

const module = pathToFileURL(join(project.root, 'estate.ts'))
const source = (await import(module.href)) as Source
function thrownBy(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

const folder = (name: string) => join(project.root, name)

function snapshot(name: string): Record<string, string> {
  const files = readdirSync(folder(name), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const paths = files.map(({ parentPath, name: file }) => join(parentPath, file)).sort()
  return Object.fromEntries(paths.map(path => [path.slice(folder(name).length), readFileSync(path, 'utf8')]))
}

test('the pipeline step by step gives what synthesize gives', () => {
  synthesize(source, folder('whole'))
  const { files } = layout(source.estate, source.fleet)
  const texts = files.map(({ path, manifest }) => ({ path, text: emit(manifest) }))
  expect(diff(texts, folder('whole'))).toEqual({ changes: [], findings: [] })
  expect(apply(diff(texts, folder('steps')).changes, folder('steps'))).toEqual([])
  expect(snapshot('steps')).toEqual(snapshot('whole'))
})

test('findings come all at once, and nothing is written', () => {
  const estate = source.estate.map(unit => ({ ...unit, namespace: 'A_b' }))
  const fleet = { ...source.fleet, profiles: [{ name: 'all', components: estate }] }
  const failure = thrownBy(() => synthesize({ fleet, estate }, folder('none')))
  expect(failure).toBeInstanceOf(FindingsError)
  expect((failure as FindingsError).findings.filter(({ rule }) => rule === 'unit-name')).toHaveLength(60)
  expect(readdirSync(project.root)).not.toContain('none')
})

test('tells how far it is', () => {
  const seen: number[] = []
  synthesize(source, folder('progress'), { onProgress: (done, of) => seen.push(done / of) })
  expect(seen).toHaveLength(60)
})
