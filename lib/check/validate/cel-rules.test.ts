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

test.each<[rule: string, schema: StructuralSchema, values: readonly [right: unknown, wrong: unknown]]>([
  ['self >= 2', { type: 'integer' }, [2, 1]],
  ['self < 1.0', { type: 'number' }, [0, 1]],
  [
    "self > timestamp('2026-01-01T00:00:00Z')",
    { type: 'string', format: 'date-time' },
    ['2026-02-01T00:00:00Z', '2025-02-01T00:00:00Z'],
  ],
  ["self >= duration('10s')", { type: 'string', format: 'duration' }, ['1m', '1s']],
  ['type(self) != int || self > 1024', { 'x-kubernetes-int-or-string': true }, ['http', 80]],
  [
    'self.__namespace__ == "a" && self.x__dash__y == "b"',
    { type: 'object', properties: { namespace: { type: 'string' }, 'x-y': { type: 'string' } } },
    [
      { namespace: 'a', 'x-y': 'b' },
      { namespace: 'a', 'x-y': 'c' },
    ],
  ],
  [
    "self.all(key, key.startsWith('a-'))",
    { type: 'object', additionalProperties: { type: 'string' } },
    [{ 'a-b': '' }, { 'b-a': '' }],
  ],
  ['size(self) == 2', { type: 'string', format: 'byte' }, ['aGk=', 'aGkh']],
])('%s', (rule, schema, [right, wrong]) => {
  const walk = celWalk({ ...schema, 'x-kubernetes-validations': [{ rule, message: 'no' }] }, celRules)!
  expect([...walk(right, '')]).toEqual([])
  expect([...walk(wrong, '')].map(({ message }) => message)).toEqual(['no'])
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
