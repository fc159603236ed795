import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { builtInScope } from './built-in-scope.ts'

interface Operation {
  readonly 'x-kubernetes-action'?: string
  readonly 'x-kubernetes-group-version-kind'?: { readonly group: string; readonly kind: string }
}

const openapi = new URL('../../../shared/upstream/openapi/kubernetes-v1.36.json', import.meta.url)

test.skipIf(!existsSync(openapi))('agrees with the OpenAPI of Kubernetes (needs ../shared/upstream)', () => {
  const { paths } = JSON.parse(readFileSync(openapi, 'utf8')) as { paths: Record<string, Record<string, Operation>> }
  const wrong = Object.entries(paths).flatMap(([path, { post }]) => {
    const kind = post?.['x-kubernetes-group-version-kind']
    if (kind === undefined || post?.['x-kubernetes-action'] !== 'post' || path.includes('{name}')) return []
    const scope = path.includes('{namespace}') ? 'Namespaced' : 'Cluster'
    return builtInScope(`${kind.group}/${kind.kind}`) === scope ? [] : [`${kind.group}/${kind.kind} is ${scope}`]
  })
  expect(wrong).toEqual([])
})

test('knows the kinds of the core group, and no other group by the same name', () => {
  expect(builtInScope('/Namespace')).toBe('Cluster')
  expect(builtInScope('/Service')).toBe('Namespaced')
  expect(builtInScope('serving.knative.dev/Service')).toBeUndefined()
})
