import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { errorLine } from './error-line.ts'

const root = dirname(dirname(import.meta.dirname))

test('says where in the repository an error comes from, in one line', () => {
  expect(errorLine(new TypeError('x is\nnot a function'), root)).toMatch(/^lib\/cli\/error-line\.test\.ts:\d+: x is$/)
})

test('a package is not the place to look at', () => {
  const error = new Error('broken')
  error.stack = `Error: broken\n    at f (${join(root, 'node_modules/a/b.js')}:1:1)\n    at file://${root}/estate.ts:7:3`
  expect(errorLine(error, root)).toBe('estate.ts:7: broken')
})

test('anything can be thrown', () => {
  expect(errorLine('just text', root)).toBe('unexpected: just text')
  expect(errorLine(Object.assign(new Error(), { stack: undefined }), root)).toBe('Error')
})
