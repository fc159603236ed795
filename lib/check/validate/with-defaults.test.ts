import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StructuralSchema } from './structural-schema.ts'
import { withDefaults } from './with-defaults.ts'

const { schema } = fc.letrec<{ schema: StructuralSchema }>(tie => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constant('integer'), default: fc.integer() }, { requiredKeys: ['type'] }),
    fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema')),
    }),
    fc.record({ type: fc.constant('object'), additionalProperties: tie('schema') }),
    fc.record({ type: fc.constant('array'), items: tie('schema') }),
  ),
}))
const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value')),
  ),
}))

test('what is complete is not touched again, and the input never', () => {
  fc.assert(
    fc.property(schema, value, (schema, value) => {
      const before = structuredClone(value)
      const completed = withDefaults(value, schema)
      expect(withDefaults(completed, schema)).toBe(completed)
      expect(value).toEqual(before)
    }),
  )
})

test('fills what is absent, and null where null is not allowed', () => {
  const schema: StructuralSchema = {
    type: 'object',
    properties: { a: { type: 'integer', default: 1 }, b: { type: 'integer', default: 2, nullable: true } },
  }
  expect(withDefaults({ a: null, b: null }, schema)).toEqual({ a: 1, b: null })
  expect(withDefaults({}, schema)).toEqual({ a: 1, b: 2 })
})
