import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { execFile } from 'node:child_process'
import fc from 'fast-check'
import { dump } from 'js-yaml'
import { expect, test } from 'vitest'
import type { Manifest } from '../manifest/manifest.ts'
import { emit } from './emit.ts'
import { layout } from './layout.ts'
import { addConfigMap, smallFleet, unit } from './testing/small-estate.ts'

/** What YAML readers of one version or another take for something else than text. */
const misread = [
  ...[
    '0o17',
    '017',
    '0x1F',
    '0b11',
    '1e3',
    '1_000',
    '.5',
    '5.',
    '+1',
    '-0',
    '1e+21',
    '.inf',
    '-.Inf',
    '.nan',
    '12:30:45',
  ],
  ...[
    'yes',
    'No',
    'on',
    'OFF',
    'y',
    'N',
    'true',
    'False',
    'null',
    'Null',
    '~',
    '',
    '<<',
    '=',
    '2001-01-01',
    '---',
    '...',
  ],
  ...[
    '- a',
    '? a',
    ': a',
    'a: b',
    'a #b',
    '#a',
    '[a]',
    '{a: b}',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '"a"',
    "'a'",
  ],
  ...[
    ' a',
    'a ',
    ' ',
    '\t',
    'a\tb',
    '\n',
    'a\n',
    'a\n\n',
    '\n a',
    ' a\n b\n',
    'a\nb',
    'a\r\nb',
    'a\n...\n',
    'a\n---\nb',
    '  \n',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\u007F',
    '\u0085',
    '\u00A0',
    '\u2028',
    '\u2029',
    '\uFEFF',
    '😀',
    'é',
    'x'.repeat(3000),
    'a '.repeat(200),
  ],
  ...['a-', 'a-b', 'e1-2', 'n-/', 'no/', 'v1.2', '__proto__', 'constructor'],
]
const text = fc.oneof(fc.constantFrom(...misread), fc.string(), fc.string({ unit: 'binary' }))
const number = fc
  .oneof(
    fc.constantFrom(0, -1, 1e21, 1e-7, 5e-324, 1.5, 2 ** 53, 12345678901234567000, Number.MAX_VALUE),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  )
  .map(value => (value === 0 ? 0 : value))
const key = text.filter(name => name !== '__proto__' && name !== 'cdk8s.io/metadata.addr')
const value = fc.letrec(tie => ({
  any: fc.oneof({ depthSize: 'small' }, text, number, fc.boolean(), fc.constant(null), tie('list'), tie('map')),
  list: fc.array(tie('any'), { maxLength: 4 }),
  map: fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
})).any
const data = fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true })

const manifest = (name: string, fields: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: fields,
})

test('gives the bytes that js-yaml gives for the whole object', () => {
  const sorted = { lineWidth: -1, noRefs: true, sortKeys: true }
  fc.assert(
    fc.property(data, fields => {
      const whole = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n${dump({ data: fields }, sorted)}`
      expect(emit(manifest('x', fields))).toBe(whole.replace(/\n\.\.\.\n$/, '\n'))
    }),
    { numRuns: 500, examples: [[{ 'two\nlines': ['empty lines at the end\n\n'], z: 'not lost' }]] },
  )
})

test('keys have one order whatever order they were written in, and no locale has a say', () => {
  expect(
    emit({ kind: 'X', spec: { ä: 1, z: 2, B: 3, a: 4 }, metadata: { name: 'x' }, apiVersion: 'v1' } as Manifest),
  ).toBe('apiVersion: v1\nkind: X\nmetadata:\n  name: x\nspec:\n  B: 3\n  a: 4\n  z: 2\n  ä: 1\n')
})

/** A hundred random objects, through constructs and layout, as text. */
function randomDocuments(): { readonly fields: readonly object[]; readonly text: string } {
  const fields = fc.sample(data, { numRuns: 100, seed: 1 })
  const component = unit('random', {
    build: chart => fields.forEach((field, i) => addConfigMap(chart, `x${String(i).padStart(3, '0')}`, field)),
  })
  const { files } = layout([component], smallFleet([component]))
  const own = files.filter(({ path }) => path.includes('/random/'))
  return { fields, text: own.map(file => emit(file.manifest)).join('---\n') }
}

const python = spawnSync('python3', ['-c', 'import yaml'])
test.skipIf(python.status !== 0)('PyYAML reads back what was written (needs python3 with yaml)', () => {
  const { fields, text } = randomDocuments()
  const program = 'import json, sys, yaml; json.dump(list(yaml.safe_load_all(sys.stdin.buffer)), sys.stdout)'
  const { stdout }: SpawnSyncReturns<string> = spawnSync('python3', ['-c', program], { input: text, encoding: 'utf8' })
  expect((JSON.parse(stdout) as { data: object }[]).map(({ data }) => data)).toEqual(fields)
})

const kubectl = spawnSync('kubectl', ['version', '--client'])
test.skipIf(kubectl.status !== 0)('kubectl reads back what was written (needs kubectl)', async () => {
  const { fields, text } = randomDocuments()
  const file = join(mkdtempSync(join(tmpdir(), 'waybill-')), 'all.yaml')
  writeFileSync(file, text)
  const api = await discoveryOnly()
  const args = ['--server', api.url, 'create', '--dry-run=client', '--validate=false', '-o', 'json', '-f', file]
  const { stdout } = await promisify(execFile)('kubectl', args, { maxBuffer: 1e9 })
  api.close()
  // kubectl prints one object after the other; each begins at the start of a line.
  const objects = stdout.split(/^(?=\{$)/m).map(json => JSON.parse(json) as { data: object })
  expect(objects.map(({ data }) => data)).toEqual(fields)
})

/** As much of an API server as kubectl asks before it prints an object: that ConfigMaps exist. */
async function discoveryOnly(): Promise<{ url: string; close: () => void }> {
  const resource = { name: 'configmaps', singularName: '', namespaced: true, kind: 'ConfigMap', verbs: ['create'] }
  const answers: Record<string, object> = {
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
    '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: [resource] },
  }
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answers[url.replace(/\?.*/, '')] ?? {}))
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() }
}
