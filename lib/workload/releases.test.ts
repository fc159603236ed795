import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { imageReference } from './image-reference.ts'
import { releases } from './releases.ts'

const digest = `sha256:${'0a'.repeat(32)}`
const folder = (yaml?: string) => {
  const path = mkdtempSync(join(tmpdir(), 'releases-'))
  if (yaml !== undefined) writeFileSync(join(path, 'releases.yaml'), yaml)
  return path
}
const pin = (yaml: string | undefined, environment = 'staging') => releases(folder(yaml)).pin('acme/api', environment)
const problem = (yaml: string | undefined, environment?: string) => Object.values(pin(yaml, environment))[0]

test('the version of an environment becomes its image', () => {
  expect(pin('staging: 1.4.2\n')).toEqual({ image: 'acme/api:1.4.2' })
  expect(pin(`staging: 1.4.2@${digest}\n`)).toEqual({ image: `acme/api:1.4.2@${digest}` })
  expect(pin(`staging: ${digest}\n`)).toEqual({ image: `acme/api@${digest}` })
})

test.each([
  [undefined, 'is not there'],
  ['', 'the input is empty'],
  ['- a', 'is no map'],
  ['staging: 1.4', 'staging is 1.4, which YAML does not read as text; quote it'],
  ['staging: latest', '"latest" in staging does not name one image for good'],
  ['stagin: 1.0.0', 'has no version for environment "staging"; rename "stagin"'],
  ['dev: 1.0.0', 'add the line `staging: <version>`'],
  ['staging: [', 'write one line for each environment'],
  ['a: &a 1.0.0\nstaging: *a', 'write one line for each environment'],
  [`staging: ${'['.repeat(1000)}`, 'write one line for each environment'],
])('%j: %s', (yaml, message) => {
  expect(problem(yaml)).toContain(message)
  expect(problem(yaml)).toMatch(/releases\.yaml: [^\n]+; [^\n]+$/)
})

test('inherited fields are no versions', () =>
  expect(problem('staging: 1.0.0', 'constructor')).toContain('has no version'))

test.each(['latest', 'main', '1.4', 'v2', '1', 'stable', '', '1.0.0@sha256:12', 'a b', 'deadbeef'.repeat(9)])(
  '"%s" is not exact',
  version => expect(imageReference('acme/api', version)).toBeUndefined(),
)
test.each(['1.4.2', 'v1.4.2-rc.1', '3f2c1ab', 'sha-3f2c1ab', '2026-11-02', '20261102.3', `main@${digest}`])(
  '"%s" is exact',
  version => expect(imageReference('acme/api', version)).toBe(`acme/api:${version}`),
)
