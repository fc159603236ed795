import { cpSync, existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyProject } from '../lib/render/testing/project-copy.ts'
import { measure, type Measurement } from './measure.ts'

/** In memory where the system has such a folder: the programs are measured, not who else uses the disk. */
export const memoryFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** A copy of the project whose estate is that of the benchmark. */
export interface BenchProject {
  readonly root: string
  /** Sets the number of units, and forgets what was rendered. */
  readonly begin: (units: number) => void
  /** One run of `waybill`, as a user starts it. */
  readonly waybill: (...args: string[]) => Measurement
  readonly remove: () => void
}

export function benchProject(): BenchProject {
  const { root, write, remove } = copyProject(memoryFolder)
  cpSync(import.meta.dirname, join(root, 'bench'), { recursive: true })
  return {
    root,
    begin: units => {
      for (const folder of ['dist', '.cache']) rmSync(join(root, folder), { recursive: true, force: true })
      write('estate.ts', `export { estate, fleet } from './bench/estate.ts?units=${units}'\n`)
    },
    waybill: (...args) => measure(['waybill.js', ...args], root),
    remove,
  }
}
