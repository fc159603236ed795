import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { estate, fleet } from './estate.ts'
import { celRules } from './lib/check/validate/cel-rules.ts'
import { readSchemas } from './lib/check/validate/read-schemas.ts'
import { validateObjects } from './lib/check/validate/validate-objects.ts'
import { layout } from './lib/render/layout.ts'
import type { RenderedFile } from './lib/render/rendered-file.ts'
import type { Tenant } from './lib/tenant/tenant.ts'
import { tenants } from './tenants/tenants.ts'

const upstream = fileURLToPath(new URL('../shared/upstream/', import.meta.url))
const { files } = layout(estate, fleet)
const ofTenants = files.filter(({ unit }) => unit.startsWith('tenants/'))

test.skipIf(!existsSync(upstream))(
  'every object of a tenant is valid, unknown fields refused (needs upstream data)',
  async () => {
    const sources = { crds: `${upstream}crds`, openapi: `${upstream}openapi/kubernetes-v1.36.json`, rules: celRules }
    const { findings, unknown } = await validateObjects(ofTenants, readSchemas(ofTenants, sources))
    expect(findings.map(({ path, message }) => `${path}: ${message}`)).toEqual([])
    expect([...unknown.keys()]).toEqual([])
    expect(ofTenants.length).toBeGreaterThan(200)
  },
)

describe.each(tenants.filter(({ partOf }) => partOf === undefined).map(tenant => [tenant.name, tenant] as const))(
  'without %s',
  (_, tenant) => {
    const after = layout(
      estate.filter(unit => !belongs(unit, tenant)),
      fleet,
    )
    const kept = new Map(after.files.map(({ path, manifest }) => [path, manifest]))

    test('every object of it and of its apps goes, and the rest of the estate stays as it is', () => {
      const gone = files.filter(({ path }) => !kept.has(path))
      expect(gone.filter(file => !isOf(file, tenant)).map(({ path }) => path)).toEqual([])
      expect(files.filter(file => isOf(file, tenant) && kept.has(file.path)).map(({ path }) => path)).toEqual([])
      const others = files.filter(({ path }) => kept.has(path) && !path.includes('/delivery/'))
      expect(others.map(({ path }) => kept.get(path))).toEqual(others.map(({ manifest }) => manifest))
    })
  },
)

function belongs(unit: (typeof estate)[number], tenant: Tenant): boolean {
  const team = unit.tenant ?? unit
  return team === tenant || Object.values<unknown>(tenant.subTeams).includes(team)
}

/** A file of a unit of the tenant, or an object that delivers one. */
function isOf({ unit, path, manifest }: RenderedFile, tenant: Tenant): boolean {
  const units = estate.filter(each => belongs(each, tenant))
  if (units.some(each => unit === `${each.layer}/${each.name}`)) return true
  const names = units.map(({ name }) => name)
  const delivered = manifest.metadata.name.slice(manifest.metadata.name.indexOf('.') + 1).replace(/^tenant-/, '')
  return path.includes('/delivery/') && names.includes(delivered)
}
