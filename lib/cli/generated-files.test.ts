import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exampleFleet } from '../check/example.ts'
import { defineExampleTenant, exampleClusters, exampleDefinition } from '../tenant/example-tenancy.ts'
import type { Unit } from '../unit/unit.ts'
import { applyGenerated, generatedChanges, staleGenerated } from './generated-files.ts'
import type { Project } from './project.ts'

const fleet = exampleFleet(Object.values(exampleClusters))
const shop = defineExampleTenant(exampleDefinition)
const media = defineExampleTenant({ ...exampleDefinition, name: 'media' })
const root = (): string => mkdtempSync(join(tmpdir(), 'generated-'))
const project = (folder: string, estate: readonly Unit[]): Project => ({
  root: folder,
  fleet,
  estate,
})

function written(folder: string, estate: readonly Unit[]): string[] {
  const changes = generatedChanges(project(folder, estate))
  applyGenerated(folder, changes)
  return changes.map(({ path }) => path)
}

test('nothing is left to do after writing', () => {
  const folder = root()
  expect(written(folder, [shop])).toEqual([
    '.github/CODEOWNERS',
    'catalogue/organizations/retail.yaml',
    'catalogue/tenants/shop.yaml',
  ])
  expect(written(folder, [shop])).toEqual([])
})

test('a tenant that goes takes its file along, and no other changes', () => {
  const folder = root()
  written(folder, [shop, media])
  expect(written(folder, [shop])).toEqual(['.github/CODEOWNERS', 'catalogue/tenants/media.yaml'])
  expect(written(folder, [shop])).toEqual([])
})

test('a file that was changed by hand is a finding, and is put right', () => {
  const folder = root()
  written(folder, [shop])
  writeFileSync(join(folder, '.github/CODEOWNERS'), '* @everyone\n')
  expect(staleGenerated(generatedChanges(project(folder, [shop])))).toMatchObject([{ path: '.github/CODEOWNERS' }])
  written(folder, [shop])
  expect(readFileSync(join(folder, '.github/CODEOWNERS'), 'utf8')).toContain('/dist/*/tenants/shop/ @acme/shop-owners')
})

test('an estate without tenants has neither owners nor catalogue', () => {
  expect(written(root(), [])).toEqual([])
})
