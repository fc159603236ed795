import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timespan, toSeconds } from './timespan.ts'

test('a span that is written is read back', () => {
  fc.assert(fc.property(fc.nat(), seconds => toSeconds(timespan(seconds)) === seconds))
})

test('spans of several parts are their sum', () => {
  expect([toSeconds('1m30s'), toSeconds('1h'), toSeconds('0.5m')]).toEqual([90, 3600, 30])
})

test.each(['', '30', 's', '1d', '1m 30s', '-5s', '1m30'])('%j is no span', text => {
  expect(toSeconds(text)).toBeNaN()
})
