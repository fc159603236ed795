import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dump } from 'js-yaml'

export const noPromtool = spawnSync('promtool', ['--version']).error !== undefined

/** End of a test's name: says why it is skipped. */
export const promtoolNote = noPromtool
  ? ' (skipped: promtool is not here; Debian has it in the package prometheus)'
  : ''

/** What Prometheus makes of rules when these series come in, one value a minute: `as expected`, or promtool's answer. */
export function verdict(groups: unknown, series: Readonly<Record<string, string>>, expectations: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'))
  const input_series = Object.entries(series).map(([series, values]) => ({ series, values }))
  const tests = [{ interval: '1m', input_series, ...expectations }]
  writeFileSync(join(folder, 'rules.yaml'), dump({ groups }))
  writeFileSync(join(folder, 'test.yaml'), dump({ rule_files: ['rules.yaml'], evaluation_interval: '1m', tests }))
  const { stdout, stderr, status } = spawnSync('promtool', ['test', 'rules', 'test.yaml'], {
    cwd: folder,
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  return status === 0 ? 'as expected' : stdout + stderr
}

/** Which alerts fire at a moment, and which do not. */
export function firing(at: string, alerts: Readonly<Record<string, boolean>>): object[] {
  return Object.entries(alerts).map(([name, fires]) => ({
    expr: `count(ALERTS{alertname="${name}",alertstate="firing"})`,
    eval_time: at,
    exp_samples: fires ? [{ labels: '{}', value: 1 }] : [],
  }))
}
