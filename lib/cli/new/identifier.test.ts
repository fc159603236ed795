import { expect, test } from 'vitest'
import { identifier } from './identifier.ts'

test.each([
  ['fraud-desk', 'tenant', 'fraudDesk'],
  ['a--1', 'app', 'a1'],
  ['delete', 'app', 'deleteApp'],
  ['await', 'app', 'awaitApp'],
  ['7zip', 'app', 'app7zip'],
  ['data', 'component', 'dataComponent'],
  ['search', 'app', 'searchApp'],
])('%s, a new %s, is %s', (name, kind, expected) => {
  const module = "import { search } from './search.ts'\n\nconst data = []\n// delay\n"
  expect(identifier(name, kind, [module])).toBe(expected)
})

test('a word in a comment is free', () => {
  expect(identifier('delay', 'app', ['// delay\n'])).toBe('delay')
})
