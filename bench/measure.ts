import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** One run of a program in a process of its own. */
export interface Measurement {
  /** From before the process starts to after it has ended. */
  readonly seconds: number
  /** Peak memory in MB. */
  readonly memory: number
}

/** Runs a program of Node; throws where it fails. */
export function measure(argv: readonly string[], cwd: string): Measurement {
  const args = ['--import', join(import.meta.dirname, 'peak.ts'), ...argv]
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' })
  const seconds = (performance.now() - started) / 1000
  if (status !== 0) throw new Error(`${argv.join(' ')} failed: ${stdout}${stderr}`)
  return { seconds, memory: Number(stderr.slice(stderr.lastIndexOf('\n'))) }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
