import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zones } from './layers.ts'

interface Report {
  readonly filePath: string
  readonly messages: readonly { readonly ruleId: string; readonly message: string }[]
}

/** A violation of each rule that the layering does not cover. */
const seeds: Readonly<Record<string, string>> = {
  'import-x/no-cycle': "import { b } from './no-cycle-b.ts'\nexport const a = () => b\n",
  'import-x/no-default-export': 'export default 1\n',
  'max-lines': 'export const list = [\n' + '  1,\n'.repeat(200) + ']\n',
  'max-lines-per-function': 'export function long() {\n' + '  use()\n'.repeat(30) + '}\nfunction use() {}\n',
  'max-params': 'export const many = (a: number, b: number, c: number, d: number) => a + b + c + d\n',
  'no-console': "console.log('talk')\n",
  'no-restricted-syntax': "export * from './no-cycle-b.ts'\n",
  eqeqeq: 'export const same = (a: unknown, b: unknown) => a == b\n',
  '@typescript-eslint/consistent-type-imports':
    "import { b } from './no-cycle-b.ts'\nexport const a = (_: typeof b) => 0\n",
  '@typescript-eslint/no-explicit-any': 'export const loose = (a: any) => a as unknown\n',
}

const dir = mkdtempSync(join(tmpdir(), 'layers-'))
let reports: readonly Report[]

const seed = (path: string, text: string) => {
  mkdirSync(dirname(join(dir, path)), { recursive: true })
  writeFileSync(join(dir, path), text)
}

const slug = (rule: string) => rule.replaceAll(/[@/]/g, '-')
const fileIn = (place: string, name: string) => (place.endsWith('.ts') ? place : `${place}/${name}`)

const found = (file: string) => reports.find(({ filePath }) => filePath.endsWith(join('/', file)))?.messages ?? []

beforeAll(() => {
  for (const [rule, text] of Object.entries(seeds)) seed(`seeds/${slug(rule)}.ts`, text)
  seed('seeds/no-cycle-b.ts', "import { a } from './import-x-no-cycle.ts'\nexport const b = () => a\n")
  zones.forEach(({ target, from }, i) => {
    if (!from.endsWith('.ts')) seed(`${from}/imported.ts`, 'export const imported = 0\n')
    else seed(from, 'export const imported = 0\n')
    const up = '../'.repeat(fileIn(target, 'x').split('/').length - 2)
    seed(
      fileIn(target, `violates-${i}.ts`),
      `export { imported } from '${up}${fileIn(from.slice(2), 'imported.ts')}'\n`,
    )
  })
  const eslint = join(import.meta.dirname, 'node_modules/eslint/bin/eslint.js')
  const config = join(import.meta.dirname, 'eslint.config.js')
  const { stdout } = spawnSync(process.execPath, [eslint, '--config', config, '--format', 'json', '.'], {
    cwd: dir,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  reports = JSON.parse(stdout) as Report[]
})

afterAll(() => rmSync(dir, { recursive: true }))

test.each(Object.keys(seeds))('%s refuses its seeded violation', rule => {
  expect(found(`seeds/${slug(rule)}.ts`).map(({ ruleId }) => ruleId)).toContain(rule)
})

/** The promises of the layering, written out: importer, imported. */
const promises = [
  ['lib/manifest', 'lib/unit'],
  ['lib/flagger', 'lib/render'],
  ['lib/render', 'lib/flagger'],
  ['lib/delivery', 'lib/tenant'],
  ['lib/policy', 'lib/kyverno'],
  ['lib/check', 'lib/cli'],
  ['lib', 'platform'],
  ['platform', 'tenants'],
  ['tenants', 'apps'],
  ['lib/cli', 'estate.ts'],
  ['apps', 'estate.ts'],
] as const

test.each(promises)('%s must not know %s', (target, from) => {
  expect(zones.some(zone => `./${target}/`.startsWith(`${zone.target}/`) && zone.from === `./${from}`)).toBe(true)
})

test.each(zones.map(({ target, message }) => [message, target] as const))('%s (seen in %s)', (message, target) => {
  const violations = reports
    .filter(({ messages }) => messages.some(found => found.message.includes(message)))
    .map(({ filePath }) => filePath.slice(dir.length))
  expect(violations).toContainEqual(expect.stringContaining(target.slice(1)))
})
