import { Duration } from 'cdk8s'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fulfil, type EnvironmentContract } from './environment-contract.ts'
import { secret } from './secret.ts'
import { decimal, duration, flag, integer, oneOf, text, url, type Variable } from './variable.ts'

const contract = (more: Partial<EnvironmentContract>): EnvironmentContract => ({
  variables: {},
  secrets: {},
  values: {},
  shared: {},
  ...more,
})
const problems = (more: Partial<EnvironmentContract>) => fulfil(contract(more), 'web-secrets').problems

test('injects what is declared, and nothing else', () => {
  const { variables, problems } = fulfil(
    contract({
      variables: { LEVEL: oneOf(['debug', 'info']), LIMIT: integer({ min: 1 }), SLOW: flag({ default: false }) },
      secrets: { KEY: secret() },
      values: { LIMIT: 3 },
      shared: { LEVEL: 'info', CURRENCY: 'EUR', LIMIT: 9 },
    }),
    'web-secrets',
  )
  expect(problems).toEqual([])
  expect(variables).toEqual([
    { name: 'LEVEL', value: 'info' },
    { name: 'LIMIT', value: '3' },
    { name: 'SLOW', value: 'false' },
    { name: 'KEY', valueFrom: { secretKeyRef: { name: 'web-secrets', key: 'KEY' } } },
  ])
})

test('says what is missing, unused, declared twice or no name', () => {
  expect(problems({ variables: { LEVEL: oneOf(['debug', 'info']) } })).toEqual([
    'variable "LEVEL" is declared but no environment provides it; give it one of debug, info in values',
  ])
  expect(problems({ variables: { LEVEL: text({ default: 'x' }) }, values: { LEVLE: 'y' } })).toEqual([
    'value "LEVLE" is provided but nobody declares it; did you mean "LEVEL"?',
  ])
  expect(problems({ secrets: { KEY: secret() }, values: { KEY: 'x' } })).toEqual([
    'value "KEY" is given for a secret; take it out: its value belongs in the store',
  ])
  expect(problems({ variables: { KEY: text({ default: 'x' }) }, secrets: { KEY: secret() } })).toEqual([
    '"KEY" is declared as a variable and as a secret; keep one',
  ])
  expect(problems({ secrets: { 'my key': secret() } })[0]).toContain('is no name a shell can read')
})

test.each<{ name: string; variable: Variable<unknown> | Variable<never>; good: unknown[]; bad: unknown[] }>([
  { name: 'text', variable: text(), good: ['a'], bad: ['', 1, null, {}] },
  { name: 'integer', variable: integer({ min: 1, max: 9 }), good: [1, 9], bad: [0, 10, 1.5, '3', Number.NaN] },
  { name: 'decimal', variable: decimal(), good: [1.5, -2], bad: ['1', Number.POSITIVE_INFINITY] },
  { name: 'flag', variable: flag(), good: [true, false], bad: ['true', 0] },
  { name: 'oneOf', variable: oneOf(['a', 'b']), good: ['a'], bad: ['c', 1, ''] },
  {
    name: 'url',
    variable: url(),
    good: ['https://a.b/c', 'nats://a:4222'],
    bad: ['a.b', 'https://u:p@a.b', 'javascript:1', 3],
  },
  { name: 'duration', variable: duration(), good: [Duration.minutes(2)], bad: ['2m', 120] },
])('$name takes what it should and nothing else', ({ variable, good, bad }) => {
  for (const value of good) expect(variable.format(value)).toEqual(expect.any(String))
  for (const value of bad) expect(variable.format(value)).toBeUndefined()
})

test('a secret written down as a value is refused', () => {
  const variables = { SESSION_TOKEN: text() }
  expect(problems({ variables, values: { SESSION_TOKEN: 'abc' } })).toEqual([
    'variable "SESSION_TOKEN" has the name of a credential; declare it under secrets and keep its value in the store',
  ])
})

test('whatever is provided, each declared variable is injected or complained about', () => {
  const variables = { A: integer(), B: text(), C: flag({ default: true }) }
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), fc.jsonValue()), values => {
      const { variables: injected, problems } = fulfil(contract({ variables, values }), 's')
      for (const name of Object.keys(variables)) {
        const seen = injected.some(variable => variable.name === name)
        expect(seen || problems.some(problem => problem.includes(`"${name}"`))).toBe(true)
      }
      expect(injected.map(({ name }) => name)).not.toContain('D')
      expect(problems.every(problem => !problem.includes('\n'))).toBe(true)
    }),
  )
})
