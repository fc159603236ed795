import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'

const repository = dirname(import.meta.dirname)
const read = (path: string) => readFileSync(join(repository, path), 'utf8')
const pages = ['docs/policies.md', 'docs/compliance.md']

/** Commands of the shell blocks, without comments; `synth` writes and has tests of its own. */
const commands = pages
  .flatMap(page => [...read(page).matchAll(/^waybill (.+?)(?: +#.*)?$/gm)].map(([, command]) => command!))
  .filter(command => command !== 'synth')

test('the pages have commands', () => expect(commands.length).toBeGreaterThan(6))

test.each(commands)('waybill %s', command => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['waybill.js', ...command.split(' ')], {
    cwd: repository,
    encoding: 'utf8',
  })
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(status, `${stdout}${stderr}`).toBe(0)
})

test('the page on policies shows a policy of ours', () => {
  const [, path] = /^<!-- (platform\S+) -->$/m.exec(read('docs/policies.md'))!
  expect(read('docs/policies.md')).toContain(`<!-- ${path} -->\n\n\`\`\`ts\n${read(path!).trimEnd()}\n\`\`\`\n`)
})
