import { dirname, join } from 'node:path'
import process from 'node:process'

let count = 0

/** A name next to `path` that no other process and no object takes. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.waybill-${process.pid}-${count++}.tmp`)
}

/** Whether a file or folder is what a run that was killed has left behind. */
export function isTemporary(path: string): boolean {
  return /(^|\/)\.waybill-\d+-\d+\.tmp$/.test(path)
}
