import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** One run of a script of this folder in a process of its own. */
export interface Measurement {
  /** From before the process starts to after it has ended. */
  readonly seconds: number
  readonly stdout: string
}

export function run(script: string, args: readonly string[]): Measurement {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, script), ...args], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} failed: ${stderr}`)
  return { seconds: (performance.now() - started) / 1000, stdout }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
