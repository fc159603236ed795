import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { exampleInput, type ExampleObject } from '../example.ts'
import { celRules } from './cel-rules.ts'
import { celWalk } from './cel-walk.ts'
import { readSchemas } from './read-schemas.ts'
import type { CelRule, StructuralSchema } from './structural-schema.ts'
import { validateObjects } from './validate-objects.ts'

const broken = (properties: Record<string, StructuralSchema>, value: object, rule: CelRule) => {
  const schema: StructuralSchema = { type: 'object', properties, 'x-kubernetes-validations': [rule] }
  return [...celWalk(schema, celRules)!(value, '')].map(({ message }) => message)
}

test.each<[string, Record<string, StructuralSchema>, object, object]>([
  ['self.max >= 2', { max: { type: 'integer' } }, { max: 2 }, { max: 1 }],
  ['self.ratio < 1.0', { ratio: { type: 'number' } }, { ratio: 0 }, { ratio: 1 }],
  [
    "self.at > timestamp('2026-01-01T00:00:00Z')",
    { at: { type: 'string', format: 'date-time' } },
    { at: '2026-02-01T00:00:00Z' },
    { at: '2025-02-01T00:00:00Z' },
  ],
  [
    "self.every >= duration('10s')",
    { every: { type: 'string', format: 'duration' } },
    { every: '1m' },
    { every: '1s' },
  ],
  [
    'type(self.port) != int || self.port > 1024',
    { port: { 'x-kubernetes-int-or-string': true } },
    { port: 'http' },
    { port: 80 },
  ],
  [
    'self.__namespace__ == "a" && self.x__dash__y == "b"',
    { namespace: { type: 'string' }, 'x-y': { type: 'string' } },
    { namespace: 'a', 'x-y': 'b' },
    { namespace: 'a', 'x-y': 'c' },
  ],
  [
    "self.labels.all(key, key.startsWith('a-'))",
    { labels: { type: 'object', additionalProperties: { type: 'string' } } },
    { labels: { 'a-b': '' } },
    { labels: { 'b-a': '' } },
  ],
  ['size(self.key) == 2', { key: { type: 'string', format: 'byte' } }, { key: 'aGk=' }, { key: 'aGk' + 'h' }],
])('%s', (rule, properties, right, wrong) => {
  expect(broken(properties, right, { rule, message: 'no' })).toEqual([])
  expect(broken(properties, wrong, { rule, message: 'no' })).toEqual(['no'])
})

test('the message may be computed, and is the rule where there is none', () => {
  const max: Record<string, StructuralSchema> = { max: { type: 'integer' } }
  const messageExpression = "'max is ' + string(self.max)"
  expect(broken(max, { max: 1 }, { rule: 'self.max > 1', messageExpression })).toEqual(['max is 1'])
  expect(broken(max, { max: 1 }, { rule: 'self.max > 1' })).toEqual(['failed rule: self.max > 1'])
})

test('a rule about a change says nothing about a new object, unless it asks for that', () => {
  const schema = (rule: CelRule): StructuralSchema => ({ type: 'object', 'x-kubernetes-validations': [rule] })
  expect(celWalk(schema({ rule: 'self == oldSelf' }), celRules)).toBeUndefined()
  const asks = { rule: 'oldSelf.hasValue()', message: 'needs a past', optionalOldSelf: true }
  expect([...celWalk(schema(asks), celRules)!({}, '')].map(({ message }) => message)).toEqual(['needs a past'])
})

test('a rule that fails to run is broken, as the API server has it', () => {
  expect(broken({ a: { type: 'string' } }, {}, { rule: 'self.a == "x"', message: 'a is x' })[0]).toMatch(
    /^a is x \(.+\)$/,
  )
})

const crds = new URL('../../../../shared/upstream/crds/', import.meta.url).pathname

test.skipIf(!existsSync(crds))('rules of the Gateway API hold for a route (needs ../shared/upstream)', async () => {
  const route = (filter: object): ExampleObject => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { namespace: 'web' },
    spec: { rules: [{ filters: [filter], backendRefs: [{ name: 'web', port: 80 }] }] },
  })
  const messages = async (object: ExampleObject) => {
    const { files } = exampleInput({ files: { 'prod/apps/web': [object] } })
    const { findings } = await validateObjects(files, readSchemas(files, { crds, rules: celRules }))
    return findings.map(({ message }) => message)
  }
  const header = { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'a', value: 'b' }] } }
  expect(await messages(route(header))).toEqual([])
  expect(await messages(route({ type: 'RequestRedirect', requestRedirect: { port: 443 } }))).toEqual([
    '"spec.rules[0]" breaks a rule of its kind: RequestRedirect filter must not be used together with backendRefs',
  ])
})
