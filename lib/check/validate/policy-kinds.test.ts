import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { about, environment, policyOfEachKind, refusing } from '../../kyverno/example-policies.ts'
import { exceptionManifest } from '../../kyverno/policy-exception.ts'
import { defineValidatingPolicy } from '../../kyverno/validating-policy.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import { celRules } from './cel-rules.ts'
import { readSchemas } from './read-schemas.ts'
import { validateObjects } from './validate-objects.ts'

const upstream = new URL('../../../../shared/upstream/', import.meta.url).pathname
const sources = { crds: `${upstream}crds`, openapi: `${upstream}openapi/kubernetes-v1.36.json`, rules: celRules }

const confined = defineValidatingPolicy({ ...about('confined'), ...refusing, namespace: 'web' })

/** Every kind, and each that has a twin for one namespace as that twin. */
const manifests = [
  ...[...policyOfEachKind, confined].flatMap(policy => policy.manifests(environment)).flatMap(twins),
  exceptionManifest({
    name: 'old',
    policies: [confined],
    reason: 'it moves',
    owner: 'team-web',
    granted: '2026-11-01',
    expires: '2026-12-01',
    scope: { namespace: 'web', kind: 'ConfigMap', names: ['web'] },
  }),
]

function twins(manifest: Manifest): Manifest[] {
  const { apiVersion, kind, metadata } = manifest
  if (!apiVersion.startsWith('policies.kyverno.io') || kind.startsWith('Namespaced')) return [manifest]
  return [manifest, { ...manifest, kind: `Namespaced${kind}`, metadata: { ...metadata, namespace: 'web' } }]
}

const fileOf = (manifest: Manifest, i: number): RenderedFile => {
  const place = { cluster: 'prod', livesOn: 'prod', unit: 'platform/policies', source: 'policies.ts:1' }
  return { ...place, path: `prod/${i}.yaml`, manifest }
}

async function problems(objects: readonly Manifest[]): Promise<readonly string[]> {
  const files = objects.map(fileOf)
  const { findings, unknown } = await validateObjects(files, readSchemas(files, sources))
  expect([...unknown.keys()]).toEqual([])
  return findings.map(({ object, message }) => `${object}: ${message}`)
}

test.skipIf(!existsSync(upstream))(
  'every kind of policy is strictly what its CRD says (needs ../shared/upstream)',
  async () => {
    expect(new Set(manifests.map(({ kind }) => kind)).size).toBe(14)
    expect(await problems(manifests)).toEqual([])
  },
)

test.skipIf(!existsSync(upstream))('a field that no CRD knows is told (needs ../shared/upstream)', async () => {
  const wrong = manifests
    .filter(({ kind }) => kind !== 'ClusterRole')
    .map(manifest => ({ ...manifest, spec: { ...(manifest.spec as object), unheardOf: 1 } }))
  expect((await problems(wrong)).filter(message => message.includes('unheardOf'))).toHaveLength(wrong.length)
})
