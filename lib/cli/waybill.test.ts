import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'

const repository = dirname(dirname(import.meta.dirname))

/** A repository of one cluster and one unit, with the commands of this one. */
let root: string

const estate = (data: string) => `
import { ApiObject } from 'cdk8s'
import { defineComponent } from './lib/unit/define-unit.ts'

const web = defineComponent({
  name: 'web',
  namespace: 'web',
  build(chart) {
    new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web' } })
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: ${data} })
  },
})
const environment = { name: 'dev', policyAction: 'Audit', sync: { prune: true, selfHeal: true } }
const place = { region: 'local', cloud: 'kind', kubernetes: '1.36', domain: 'dev.acme.internal' }
const cluster = { ...place, name: 'dev', environment, engine: 'flux', profile: 'all' }

export const estate = [web]
export const fleet = {
  git: { repository: 'https://git.acme.internal/platform.git', branch: 'main', path: 'dist' },
  environments: [environment],
  profiles: [{ name: 'all', components: [web] }],
  clusters: [cluster],
}
`

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'waybill-'))
  for (const file of ['cli.ts', 'waybill.js', 'package.json', 'cdk8s.yaml', 'lib']) {
    cpSync(join(repository, file), join(root, file), { recursive: true })
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'))
  return () => rmSync(root, { recursive: true })
})

beforeEach(() => write(estate(`{ greeting: 'hello' }`)))

function write(source: string): void {
  writeFileSync(join(root, 'estate.ts'), source)
}

function waybill(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'waybill.js'), ...args], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  })
  expect(stderr).not.toMatch(/^\s+at /m)
  return { status, stdout, stderr }
}

const findings = (...args: string[]): { rule: string; path: string; message: string }[] =>
  JSON.parse(waybill('check', '--format', 'json', ...args).stdout)

const rulesOf = (list: readonly { rule: string }[]) => new Set(list.map(({ rule }) => rule))

describe('check', () => {
  test('says that dist is stale until synth has written it, and lists the files', () => {
    rmSync(join(root, 'dist'), { recursive: true, force: true })
    const stale = findings().filter(({ rule }) => rule === 'fresh-dist')
    expect(stale.map(({ path }) => path)).toContain('dist/dev/platform/web/web.configmap.web.yaml')
    expect(stale[0]!.message).toBe('dist is stale: the file is missing, or not what the code renders')
    expect(waybill('synth').status).toBe(0)
    expect(rulesOf(findings())).not.toContain('fresh-dist')
    writeFileSync(join(root, 'dist/dev/platform/web/web.configmap.web.yaml'), 'apiVersion: v1\n')
    expect(findings().filter(({ rule }) => rule === 'fresh-dist')).toEqual([
      expect.objectContaining({
        path: 'dist/dev/platform/web/web.configmap.web.yaml',
        source: 'estate.ts:5',
        message: 'dist is stale: the file is missing, or not what the code renders',
        fix: 'run `npm run synth` and commit it',
      }),
    ])
  })

  test('writes findings to standard output, the summary to standard error, and exits with 1', () => {
    write(estate(`{ password: 'hunter2', size: 3 }`))
    waybill('synth')
    const { status, stdout, stderr } = waybill('check')
    expect(status).toBe(1)
    expect(stdout).toContain('key "password" of a ConfigMap looks like a credential')
    expect(stdout).toContain('"data.size" is 3, not a string')
    expect(stdout).not.toContain('\u{1b}')
    expect(stderr).toMatch(/^checked \d+ objects against \d+ rules: \d+ errors, 0 warnings.*\n$/)
  })

  test('refuses a folder of schemas that is not there', () => {
    const { status, stderr } = waybill('check', '--crds', '/nowhere')
    expect([status, stderr]).toEqual([
      1,
      '/nowhere: cannot be read (ENOENT); give a folder of CustomResourceDefinitions\n',
    ])
  })

  test.each(['check', 'graph'])('%s refuses an unknown cluster with the nearest', command => {
    const { status, stderr } = waybill(command, '--cluster', 'dve')
    expect([status, stderr]).toEqual([1, 'cluster: unknown cluster "dve"; use "dev"\n'])
  })
})

test('compliance tells what a framework asks for, and check judges exceptions at a day', () => {
  waybill('synth')
  const { status, stdout, stderr } = waybill('compliance', '--framework', 'soc2')
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^SOC 2, .*: \d+ proven, 0 guarded, 0 broken, .*\n$/)])
  expect(stdout).toContain('beyond   SOC2/CC1.1  Integrity and ethics\n         about people')
  expect(waybill('compliance', '--framework', 'soc3').stderr).toContain('soc3')
  const { stderr: problem } = waybill('check', '--today', '2026-02-30')
  expect(problem).toBe('today: "2026-02-30" is no day; write YYYY-MM-DD\n')
})

test('an estate that throws is one line with file and line', () => {
  write(`${estate('{}')}\nthrow new Error('out of order')\n`)
  const { status, stderr } = waybill('graph')
  expect([status, stderr]).toEqual([1, 'estate.ts: cannot be loaded: out of order (estate.ts:25); fix the module\n'])
  write('export const estate = [\n  oops(]\n')
  expect(waybill('graph').stderr).toMatch(/^estate\.ts: cannot be loaded: .+ \(estate\.ts:2\); fix the module\n$/)
})

test('help goes to standard output without colours in a pipe, for every command', () => {
  const { status, stdout } = waybill('--help')
  expect(status).toBe(0)
  for (const command of ['synth', 'check', 'graph', 'explain']) {
    expect(stdout).toContain(command)
    const help = waybill(command, '--help')
    expect(help.status).toBe(0)
    expect(help.stdout).toContain(`USAGE waybill ${command}`)
    expect(help.stdout).not.toContain('\u{1b}')
  }
})

test('an unknown word is one line on standard error, exit code 1', () => {
  const { status, stdout, stderr } = waybill('chekc')
  expect([status, stdout, stderr]).toEqual([1, '', 'waybill: unknown command "chekc"; use "check"\n'])
})

test('a reader that leaves early is no error', () => {
  const line = `${process.execPath} ${join(root, 'waybill.js')} graph --format json | head -c 1`
  expect(spawnSync('sh', ['-c', line], { encoding: 'utf8' })).toMatchObject({ stdout: '[', stderr: '' })
})

test('explain and graph answer in JSON', () => {
  expect(JSON.parse(waybill('explain', 'dev', 'web', '--format', 'json').stdout)).toMatchObject({
    unit: 'platform/web',
    source: 'estate.ts:5',
    wave: 0,
  })
  expect(JSON.parse(waybill('graph', '--format', 'json').stdout)[0].units).toEqual([
    { unit: 'platform/web', wave: 0, after: [] },
  ])
})
