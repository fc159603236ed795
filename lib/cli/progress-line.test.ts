import { expect, test } from 'vitest'
import { progressLine } from './progress-line.ts'

/** What is written where each step takes `step` milliseconds. */
function written(isTTY: boolean, step: number): string[] {
  const texts: string[] = []
  let time = 0
  const stream = { isTTY, write: (text: string) => texts.push(text) }
  const progress = progressLine(stream, () => (time += step))
  for (const text of ['a', 'b', 'c']) progress.show(text)
  progress.clear()
  return texts
}

test('shows nothing in the first second, and nothing in a pipe', () => {
  expect(written(true, 100)).toEqual([])
  expect(written(false, 2000)).toEqual([])
})

test('after that each step on one line, which is gone at the end', () => {
  expect(written(true, 2000)).toEqual(['\r\u{1b}[Ka', '\r\u{1b}[Kb', '\r\u{1b}[Kc', '\r\u{1b}[K'])
})
