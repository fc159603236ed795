import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { constantValue } from './constant-value.ts'
import { FunctionTable } from './function-table.ts'
import { standard } from './functions/standard.ts'

const environment = {
  functions: new FunctionTable(standard),
  variables: new Map(['a', 'b', 'variables'].map(name => [name, 'dyn'] as const)),
  structs: new Map(),
}

test.each([
  ['true', true],
  ['1 == 1', true],
  ['1 + 1 == 3', false],
  ["'x'.startsWith('y') || [1, 2].exists(n, n > 2)", false],
  ['a || true', true],
  ['a && !(b || true)', false],
  ['a ? true : 2 > 1 || true', true],
  ['a.spec.name == a.spec.name', true],
  ['a.spec.name != a.spec.name', false],
  ['a.items.all(i, true || i)', true],
  ['a.items.exists(i, false)', false],
  ['variables.always && true', true],
  ['a', undefined],
  ['a == b', undefined],
  ['a.items.all(i, i)', undefined],
  ['a || false', undefined],
  ['variables.other', undefined],
  ['a ? true : false', undefined],
])('%s is %s whatever it is asked about', (source, expected) => {
  expect(constantValue(source, environment, new Map([['always', '2 == 2']]))).toBe(expected)
})

const expression = fc.letrec<{ node: string }>(tie => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b', 'true', 'false'),
    fc.tuple(tie('node'), fc.constantFrom('&&', '||', '==', '!='), tie('node')).map(parts => `(${parts.join(' ')})`),
    tie('node').map(inner => `!${inner}`),
    fc.tuple(tie('node'), tie('node'), tie('node')).map(([c, x, y]) => `(${c} ? ${x} : ${y})`),
    tie('node').map(inner => `[a, b].all(x, ${inner})`),
    tie('node').map(inner => `[a, b].exists(x, ${inner} || x)`),
  ),
})).node

test('what is called constant is what evaluation gives for every value', () => {
  let constants = 0
  fc.assert(
    fc.property(expression, source => {
      const value = constantValue(source, environment)
      if (value === undefined) return
      constants++
      const program = compile(source, environment)
      for (const a of [true, false]) for (const b of [true, false]) expect(program.evaluate({ a, b })).toBe(value)
    }),
    { numRuns: 2000 },
  )
  expect(constants).toBeGreaterThan(200)
})
