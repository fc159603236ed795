import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runbooksIn } from './runbooks-in.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'runbooks-'))
})
afterEach(() => rmSync(root, { recursive: true }))

test('finds the pages in docs/runbooks and nothing else', () => {
  mkdirSync(join(root, 'docs/runbooks/drafts'), { recursive: true })
  for (const file of ['b.md', 'a.md', 'notes.txt']) writeFileSync(join(root, 'docs/runbooks', file), '')
  expect(runbooksIn(root)).toEqual(['docs/runbooks/a.md', 'docs/runbooks/b.md'])
})

test('a repository without the folder has none', () => expect(runbooksIn(root)).toEqual([]))
