import { expect, test } from 'vitest'
import { progressLine } from './progress-line.ts'

function line(isTTY: boolean) {
  const written: string[] = []
  let time = 0
  const progress = progressLine({ isTTY, write: text => written.push(text) }, () => time)
  return { written, progress, at: (milliseconds: number) => (time = milliseconds) }
}

test('says how far a run is once it has taken a second, and wipes the line in the end', () => {
  const { written, progress, at } = line(true)
  at(999)
  progress.show(1, 9)
  expect(written).toEqual([])
  at(1000)
  progress.show(2, 9)
  at(1050)
  progress.show(3, 9)
  progress.clear()
  expect(written).toEqual(['\r\u001B[Krendering: 2 of 9 units', '\r\u001B[K'])
})

test('says nothing in a pipe', () => {
  const { written, progress, at } = line(false)
  at(5000)
  progress.show(1, 9)
  progress.clear()
  expect(written).toEqual([])
})
