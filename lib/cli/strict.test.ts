import type { CommandDef } from 'citty'
import { describe, expect, test } from 'vitest'
import { called, refused } from './strict.ts'

const check: CommandDef = {
  meta: { name: 'check' },
  args: {
    format: { type: 'enum', options: ['text', 'json', 'sarif'] },
    cluster: { type: 'string', alias: 'c' },
    verbose: { type: 'boolean' },
  },
}
const explain: CommandDef = {
  meta: { name: 'explain' },
  args: { cluster: { type: 'positional' }, field: { type: 'positional', required: false } },
}
const app: CommandDef = { meta: { name: 'app' }, args: { tenant: { type: 'string', required: true } } }
const waybill: CommandDef = {
  meta: { name: 'waybill' },
  subCommands: {
    check: () => Promise.resolve(check),
    explain: explain,
    new: { meta: { name: 'new' }, subCommands: { check: check, app } },
  },
}

const problems = async (line: string) => refused(await called(waybill, line.split(' ').filter(Boolean)))

test.each([
  'check',
  'check --format json --verbose',
  'check --format=sarif -c prod',
  'check --cluster=prod --no-verbose',
  'explain prod',
  'explain prod replicas',
  'new check --verbose',
  'new app --tenant shop',
])('takes "%s"', async line => {
  expect(await problems(line)).toEqual([])
})

describe('refuses with the nearest right word', () => {
  test.each([
    ['chekc', 'waybill: unknown command "chekc"; use "check"'],
    ['deploy', 'waybill: unknown command "deploy"; use one of check, explain, new'],
    ['', 'waybill: no command given; use one of check, explain, new'],
    ['--hlep', 'waybill: unknown flag "--hlep"; use "--help"'],
    ['new chek', 'waybill new: unknown command "chek"; use "check"'],
    ['constructor', 'waybill: unknown command "constructor"; use one of check, explain, new'],
    ['check --fromat json', 'waybill check: unknown flag "--fromat"; use "--format"'],
    ['check --format jsno', 'waybill check: flag "--format" knows no "jsno"; use "json"'],
    ['check --format', 'waybill check: flag "--format" needs a value; write it after the flag'],
    ['check --cluster --verbose', 'waybill check: flag "--cluster" needs a value; write it after the flag'],
    ['check --verbose=yes', 'waybill check: flag "--verbose" takes no value; write "--verbose" alone'],
    ['check prod', 'waybill check: unexpected argument "prod"; remove it'],
    ['new app', 'waybill new app: flag "--tenant" is missing; write it'],
    ['explain', 'waybill explain: argument <cluster> is missing; write it'],
  ])('%s', async (line, message) => {
    const [problem] = await problems(line)
    expect(problem).toContain(message)
  })

  test('all of them at once', async () => {
    expect(await problems('check --formt json --clutser prod extra')).toHaveLength(3)
  })
})
