import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { resourceName } from './resource-name.ts'

const crds = new URL('../../../shared/upstream/crds/', import.meta.url)
const openapi = new URL('../../../shared/upstream/openapi/kubernetes-v1.36.json', import.meta.url)

/** Of these the authors chose a plural that no rule gives. */
const odd =
  /^(assign|assignimage|assignmetadata|.*chaos|csisecrets|eventbus|expansiontemplate|linuxkernelvariables|modifyset|podinfo|rules|s3credentials|servicesscanresults|tracingpoliciesnamespaced|vldistributed|vlogs|vmdistributed)$/

test.each([
  ['NetworkPolicy', 'networkpolicies'],
  ['Gateway', 'gateways'],
  ['Ingress', 'ingresses'],
  ['Endpoints', 'endpoints'],
  ['HTTPRoute', 'httproutes'],
  ['Patch', 'patches'],
])('the resource of %s is %s', (kind, resource) => {
  expect(resourceName(kind)).toBe(resource)
})

test.skipIf(!existsSync(openapi))('names every built-in resource as the API server does (needs upstream data)', () => {
  const { paths } = JSON.parse(readFileSync(openapi, 'utf8')) as { paths: Record<string, { post?: Operation }> }
  const wrong = Object.entries(paths).flatMap(([path, { post }]) => {
    const kind = post?.['x-kubernetes-group-version-kind']?.kind
    const resource = path.slice(path.lastIndexOf('/') + 1)
    return kind === undefined || path.includes('{name}') || resourceName(kind) === resource ? [] : [resource]
  })
  expect(wrong).toEqual([])
})

test.skipIf(!existsSync(crds))('names custom resources as their definitions do (needs upstream data)', () => {
  const names = /names: \{(?=.*kind: (\w+))(?=.*plural: (\w+)).*\}/g
  const wrong = globSync('*.yaml', { cwd: crds }).flatMap(file =>
    [...readFileSync(new URL(file, crds), 'utf8').matchAll(names)]
      .filter(([, kind, plural]) => resourceName(kind!) !== plural && !odd.test(plural!))
      .map(([, kind]) => kind),
  )
  expect(wrong).toEqual([])
})

interface Operation {
  readonly 'x-kubernetes-group-version-kind'?: { readonly kind: string }
}
