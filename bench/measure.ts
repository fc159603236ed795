import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** One run of a program in a process of its own. */
export interface Measurement {
  /** From before the process starts to after it has ended, or has been ended. */
  readonly seconds: number
  /** Peak memory in MB. */
  readonly memory: number
}

/** Runs a program of Node, for `limit` seconds at most; throws where it fails by itself. */
export function measure(argv: readonly string[], cwd: string, limit = 600): Measurement {
  const args = ['--import', join(import.meta.dirname, 'peak.ts'), ...argv]
  const started = performance.now()
  const options = { cwd, encoding: 'utf8', timeout: limit * 1000 } as const
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, options)
  const seconds = (performance.now() - started) / 1000
  if (status !== 0 && signal !== 'SIGTERM') throw new Error(`${argv.join(' ')} failed: ${stdout}${stderr}`)
  return { seconds, memory: Number(stderr.slice(stderr.lastIndexOf('\n'))) }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
