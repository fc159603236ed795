import { expect, test } from 'vitest'
import { bundleBefore } from './bundle.ts'
import { about, refusing } from './example-policies.ts'
import { defineValidatingPolicy } from './validating-policy.ts'

const policy = (name: string, title = 'A title') => defineValidatingPolicy({ ...about(name), ...refusing, title })
const [a, b, c] = [policy('a'), policy('b'), policy('c')]

test('the bundle before lacks what came later, has what changed as it was, and what has gone since', () => {
  const [older, gone] = [policy('b', 'An older title'), policy('d')]
  const before = bundleBefore(
    { version: '2.0.0', policies: [a, b, c] },
    { version: '1.0.0', without: [c], as: [older, gone] },
  )
  expect(before).toEqual({ version: '1.0.0', policies: [a, older, gone] })
})
