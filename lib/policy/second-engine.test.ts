import { Environment } from '@marcbachmann/cel-js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policyEnvironment } from './environment.ts'
import { compile } from '../cel/compile.ts'
import { toCel, toJson } from '../cel/json.ts'

/** Another implementation of CEL, to compare ours with. */
const other = new Environment({ unlistedVariablesAreDyn: true, enableOptionalTypes: true })

const leaf = fc.oneof(fc.string({ maxLength: 4 }), fc.boolean(), fc.constantFrom('', 'a', 'ab', 'x.y'))
const container = fc.record(
  {
    name: fc.string({ maxLength: 3 }),
    privileged: fc.boolean(),
    add: fc.array(fc.constantFrom('CHOWN', 'SYS_ADMIN'), { maxLength: 2 }),
    labels: fc.dictionary(fc.constantFrom('a', 'b'), fc.string({ maxLength: 3 })),
  },
  { requiredKeys: ['name'] },
)
const object = fc.record(
  { kind: leaf, host: fc.boolean(), containers: fc.array(container, { maxLength: 3 }) },
  { requiredKeys: ['containers'] },
)

const expressions = [
  'object.containers.all(c, !c.?privileged.orValue(false))',
  'object.containers.exists(c, has(c.privileged) && c.privileged)',
  'object.containers.map(c, c.name)',
  'object.containers.filter(c, has(c.add)).map(c, c.add.size())',
  "object.containers.all(c, c.?add.orValue([]).all(x, x in ['CHOWN']))",
  "object.containers.exists_one(c, c.name.startsWith('a'))",
  'object.containers.size() > 1 ? object.containers[0].name : object.containers[1].name',
  "object.containers.all(c, 'a' in c.labels)",
  "object.containers.exists(c, c.labels['a'] == 'x')",
  'has(object.host) && object.host',
  "object.kind == 'a' || object.host",
  'object.containers.map(c, c.name).exists(n, n.matches("^[a-z]+$"))',
]

/** What an expression gives: a value, or that it fails. */
function outcome(run: () => unknown): unknown {
  try {
    return run()
  } catch {
    return 'fails'
  }
}

test.each(expressions)('%s gives what another engine gives', expression => {
  const [ours, theirs] = [compile(expression, policyEnvironment()), other.parse(expression)]
  fc.assert(
    fc.property(object, value => {
      const expected = outcome(() =>
        JSON.stringify(theirs({ object: value }), (_, v: unknown) => (typeof v === 'bigint' ? Number(v) : v)),
      )
      expect(outcome(() => JSON.stringify(toJson(ours.evaluate({ object: toCel(value) }))))).toEqual(expected)
    }),
  )
})
