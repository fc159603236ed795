import type { CommandDef } from 'citty'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitted, usage } from './usage.ts'

const command: CommandDef = {
  meta: { name: 'release', description: 'Tell what becomes of a release' },
  args: {
    app: { type: 'positional', description: 'Name of the app' },
    scenario: {
      type: 'enum',
      options: ['healthy', 'errors', 'slow', 'no-traffic', 'flapping'],
      default: 'healthy',
      description: 'What the new version is like while it is being released to more and more people',
    },
    seed: { type: 'string', description: 'Number', valueHint: 'seed' },
  },
}

test('a flag that is too wide has a line of its own, and descriptions are folded', async () => {
  expect(await usage({ command, path: ['waybill', 'release'], rest: [] })).toBe(`\
Tell what becomes of a release (waybill release)

USAGE waybill release [OPTIONS] <APP>

ARGUMENTS

  APP  Name of the app (Required)

OPTIONS

  --scenario=<healthy|errors|slow|no-traffic|flapping>
                 What the new version is like while it is being released to more
                 and more people (Default: healthy)
  --seed=<seed>  Number
`)
})

test('no line is longer than 80 columns, and no word is lost', () => {
  const word = fc.stringMatching(/^[a-z=<|>-]{1,30}$/)
  const line = fc
    .tuple(word, fc.array(word, { minLength: 1 }))
    .map(([name, words]) => `    ${name}    ${words.join(' ')}`)
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), lines => {
      const text = fitted(lines.join('\n'))
      expect(text.split(/\s+/).filter(Boolean)).toEqual(lines.join(' ').split(/\s+/).filter(Boolean))
      for (const each of text.split('\n')) expect(each.length).toBeLessThanOrEqual(80)
    }),
  )
})
