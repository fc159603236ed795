import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../finding/finding.ts'
import { workingCopy, type WorkingCopy } from '../testing/working-copy.ts'
import { appKinds } from './app-kinds.ts'

const upstream = join(import.meta.dirname, '../../../../shared/upstream')

let copy: WorkingCopy
let before: readonly Finding[]
beforeAll(() => {
  copy = workingCopy()
  before = checked('').findings
}, 120_000)
afterAll(() => copy.remove())

function checked(flags: string): { status: number | null; findings: Finding[] } {
  const { status, stdout } = copy.sh(`node waybill.js check --format json ${flags}`)
  return { status, findings: JSON.parse(stdout) }
}

const newIn = (findings: readonly Finding[]) =>
  findings.filter(({ message }) => !before.some(finding => finding.message === message))

describe('what cannot be written', () => {
  test.each([
    ['new tenant shop', /^tenants\/shop\.ts: name "shop" is taken: tenants\/shop; choose another name/],
    [
      'new app flux-system --tenant shop',
      /^platform\/.*: name "flux-system" is taken: platform\/\S+ has that namespace;/,
    ],
    ['new component Fraud_Desk', /^name: name "Fraud_Desk" is not a DNS label .*; choose another name/],
    ['new component ../fraud', /^name: name "\.\.\/fraud" is not a DNS label/],
    ['new app scorer --tenant shpo', /^tenant: unknown tenant "shpo"; use "shop"\n$/],
    ['new app scorer', /^waybill new app: flag "--tenant" is missing; write it; see `waybill new app --help`\n$/],
    ['new app scorer --tenant shop --kind wroker', /flag "--kind" knows no "wroker"; use "worker"/],
    ['new tenant fraud --organization retial', /^organization: unknown organization "retial"; use "retail"\n$/],
    ['new tenant fraud --owners shop-owners,suport', /^group: unknown group "suport"; use "support"\n$/],
  ])('%s', (line, said) => {
    const { status, stdout, stderr } = copy.sh(`node waybill.js ${line}`)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(said)
    expect(copy.sh('git status --porcelain').stdout).toBe('')
  })

  test('a list that is not where it should be is named, and nothing is written', () => {
    writeFileSync(join(copy.root, 'apps/apps.ts'), 'export const apps = Object.values({})\n')
    const { status, stderr } = copy.sh('node waybill.js new app scorer --tenant media')
    copy.sh('git checkout apps/apps.ts')
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^apps\/apps\.ts: has no list "apps" written as \[ … \]; /),
    ])
    expect(existsSync(join(copy.root, 'apps/media'))).toBe(false)
  })
})

describe('what is written', () => {
  const kinds = Object.keys(appKinds)

  test('a tenant, an app of every kind and a component are rendered at once', () => {
    const tenant = copy.sh('node waybill.js new tenant fraud-desk')
    expect([tenant.status, tenant.stderr]).toEqual([0, expect.stringContaining('make the group "fraud-desk-owners"')])
    expect(tenant.stdout).toMatch(
      /^wrote tenants\/fraud-desk\.ts\nwrote tenants\/tenants\.ts\nwrote platform\/groups\.ts\n/,
    )
    expect(copy.sh('node waybill.js new app scorer --tenant fraud-desk').status).toBe(0)
    for (const kind of kinds)
      expect(copy.sh(`node waybill.js new app a-${kind} --tenant shop-cart --kind ${kind}`).status).toBe(0)
    expect(copy.sh('node waybill.js new component data').status).toBe(0)
    for (const path of [
      'dev/tenants/fraud-desk',
      'dev/apps/scorer',
      'prod-us/apps/a-worker',
      'staging/platform/data',
    ]) {
      expect(existsSync(join(copy.root, 'dist', path)), path).toBe(true)
    }
  })

  test('check finds no error in it, and warns of nothing that it does not warn of elsewhere', () => {
    const { status, findings } = checked('')
    expect([status, newIn(findings)]).toEqual([0, []])
  })

  test.skipIf(!existsSync(upstream))('nor does the strict check (needs ../shared/upstream)', () => {
    const strict = `--crds ${upstream}/crds --openapi ${upstream}/openapi/kubernetes-v1.36.json`
    const { status, findings } = checked(strict)
    expect([status, newIn(findings)]).toEqual([0, []])
  })

  test('it compiles, and passes lint and format', () => {
    const config = { extends: './tsconfig.json', include: [], files: ['estate.ts'] }
    writeFileSync(join(copy.root, 'tsconfig.estate.json'), JSON.stringify(config))
    expect(copy.sh('npx tsc --project tsconfig.estate.json')).toMatchObject({ status: 0, stdout: '' })
    const changed = '$(git ls-files --others --modified --exclude-standard -- "*.ts" "*.yaml" ":!dist")'
    expect(copy.sh(`npx eslint ${changed.replace('"*.yaml" ', '')}`)).toMatchObject({ status: 0, stdout: '' })
    expect(copy.sh(`npx prettier --list-different ${changed}`)).toMatchObject({ status: 0, stdout: '' })
  })
})
