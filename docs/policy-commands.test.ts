import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workingCopy, type WorkingCopy } from '../lib/cli/testing/working-copy.ts'

const page = readFileSync(join(import.meta.dirname, 'policy-commands.md'), 'utf8')
const commands = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block]) => block!.trim().split('\n'))

let copy: WorkingCopy
beforeAll(() => {
  copy = workingCopy()
  return () => copy.remove()
})

test.each(commands)('%s', command => {
  const { status, stdout, stderr } = copy.sh(command)
  expect(status, `${stdout}${stderr}`).toBe(0)
  expect(stderr).not.toMatch(/^\s+at /m)
})

afterAll(() => expect(copy.sh('git status --porcelain').stdout).toBe(''))

test('every command of policy is on the page', () => {
  const names = ['check', 'test', 'impact', 'shadow', 'conflicts', 'explain', 'exceptions']
  expect(names.filter(name => !commands.some(command => command.includes(`waybill policy ${name}`)))).toEqual([])
})
