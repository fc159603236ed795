import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { DistReader } from './dist-reader.ts'
import { commitOf, forkPoint, revisionsSince } from './git.ts'

/** A repository of its own, with nobody's configuration. */
let root: string

const environment = {
  PATH: process.env['PATH'] ?? '',
  HOME: tmpdir(),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@acme.internal',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@acme.internal',
}
const git = (...args: string[]) =>
  execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', env: environment, stdio: 'pipe' }).trim()

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function commit(subject: string): string {
  git('add', '-A')
  git('commit', '-qm', subject, '--allow-empty')
  return git('rev-parse', 'HEAD')
}

const configMap = (name: string, color: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: web\ndata:\n  color: ${color}\n`
const path = (name: string) => `dist/prod/apps/web/web.configmap.${name}.yaml`

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'review-'))
  git('init', '-q', '-b', 'main')
  return () => rmSync(root, { recursive: true })
})

const reader = () => new DistReader(root, join(root, 'dist'))

test('reads dist of a commit and of the disk alike', () => {
  write(path('a'), configMap('a', 'red'))
  write(path('b'), configMap('b', 'ü'))
  write('other/x.yaml', configMap('x', 'red'))
  const first = commit('first')
  const one = reader()
  expect(one.at(first)).toEqual(one.now())
  expect(one.now().files.map(({ path }) => path)).toEqual([path('a'), path('b')])
  expect(one.now().files[1]!.oid).toBe(git('rev-parse', `HEAD:${path('b')}`))
})

test('reads what a commit had, whatever lies on disk, and leaves the work tree and the index as they are', () => {
  write(path('a'), configMap('a', 'red'))
  const first = commit('first')
  write(path('a'), configMap('a', 'blue'))
  rmSync(join(root, path('a')))
  write(path('b'), configMap('b', 'green'))
  const status = git('status', '--porcelain')
  const index = statSync(join(root, '.git/index')).mtimeMs
  expect(reader().at(first).files).toMatchObject([{ path: path('a'), object: { data: { color: 'red' } } }])
  expect(statSync(join(root, '.git/index')).mtimeMs).toBe(index)
  expect(git('status', '--porcelain')).toBe(status)
  expect(readFileSync(join(root, path('b')), 'utf8')).toContain('green')
})

test('a commit without dist has no files; a file that is no YAML is a finding with its path', () => {
  const empty = commit('empty')
  write(path('a'), 'a: [')
  const broken = commit('broken')
  expect(reader().at(empty)).toEqual({ files: [], findings: [] })
  expect(reader().at(broken)).toMatchObject({ files: [], findings: [{ path: path('a'), severity: 'error' }] })
})

test('an unknown revision, one that looks like an option, and a folder without git are one line', () => {
  commit('first')
  for (const revision of ['nowhere', '--help', 'HEAD~9', ''])
    expect(() => commitOf(root, revision)).toThrow(`"${revision}" names no commit`)
  rmSync(join(root, '.git'), { recursive: true })
  expect(() => commitOf(root, 'HEAD')).toThrow('not a git repository')
})

test('the fork point is where the work left the branch, the remote one first; else the commit at hand', () => {
  const base = commit('base')
  git('checkout', '-qb', 'work')
  const work = commit('work')
  expect([forkPoint(root, 'main'), forkPoint(root, 'elsewhere')]).toEqual([base, work])
  git('update-ref', 'refs/remotes/origin/main', work)
  expect(forkPoint(root, 'main')).toBe(work)
})

test('revisions are the state at the beginning, then the commits of the first parent that touched dist', () => {
  const start = commit('start')
  write(path('a'), configMap('a', 'red'))
  commit('add a')
  write('README.md', 'text')
  commit('docs')
  git('checkout', '-qb', 'side')
  write(path('b'), configMap('b', 'red'))
  commit('on the side')
  git('checkout', '-q', 'main')
  git('merge', '-q', '--no-ff', '-m', 'Merge\tside', 'side')
  expect(revisionsSince(root, start, 'dist').map(({ subject }) => subject)).toEqual(['start', 'add a', 'Merge\tside'])
  expect(revisionsSince(root, start, 'dist')[0]!.date).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('a clone that lacks the files of a commit says so', () => {
  write(path('a'), configMap('a', 'red'))
  commit('first')
  rmSync(join(root, path('a')))
  const second = commit('second')
  const clone = mkdtempSync(join(tmpdir(), 'review-clone-'))
  cpSync(join(root, '.git'), join(clone, '.git'), { recursive: true })
  const oid = git('rev-parse', `${second}~1:${path('a')}`)
  rmSync(join(clone, '.git/objects', oid.slice(0, 2), oid.slice(2)))
  expect(() => new DistReader(clone, join(clone, 'dist')).at(`${second}~1`)).toThrow('is not in this clone')
  rmSync(clone, { recursive: true })
})
