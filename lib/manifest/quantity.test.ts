import { expect, test } from 'vitest'
import { quantity } from './quantity.ts'

test.each([
  ['250m', 0.25],
  ['2', 2],
  [2, 2],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['128Mi', 128 * 2 ** 20],
  ['1G', 1e9],
  ['12e6', 12e6],
  ['.5', 0.5],
  ['100u', 1e-4],
])('%s is %d', (text, number) => {
  expect(quantity(text)).toBeCloseTo(number)
})

test.each(['', 'Gi', '1 Gi', '1gi', '1mi', 'many', undefined, null])('%s is no quantity', text => {
  expect(quantity(text)).toBeNaN()
})
