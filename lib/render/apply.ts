import { mkdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Finding } from '../finding/finding.ts'
import type { Change } from './diff.ts'
import { temporaryBeside } from './temporary.ts'

/**
 * The only code that writes to dist. All new text is on disk before the first file is replaced, and files are replaced by
 * rename: a full disk changes nothing, and a kill at any moment leaves every file whole, old or new.
 */
export function apply(changes: readonly Change[], outdir: string): Finding[] {
  const staged: { readonly temporary: string; readonly path: string }[] = []
  try {
    stage(changes, outdir, staged)
    for (const { temporary, path } of staged) renameSync(temporary, path)
    const removed = changes.filter(({ text }) => text === undefined)
    for (const { path } of removed) rmSync(join(outdir, path), { force: true })
    for (const folder of new Set(removed.map(({ path }) => dirname(path)))) removeEmpty(folder, outdir)
    return []
  } catch (error) {
    for (const { temporary } of staged) rmSync(temporary, { force: true })
    return [failed(error as NodeJS.ErrnoException, outdir)]
  }
}

function stage(changes: readonly Change[], outdir: string, staged: { temporary: string; path: string }[]): void {
  const made = new Set<string>()
  for (const { path, text } of changes) {
    if (text === undefined) continue
    const file = join(outdir, path)
    const folder = dirname(file)
    if (!made.has(folder)) mkdirSync(folder, { recursive: true })
    made.add(folder)
    const temporary = temporaryBeside(file)
    staged.push({ temporary, path: file })
    writeFileSync(temporary, text)
  }
}

/** Removes a folder and those above it as long as nothing is in them. */
function removeEmpty(folder: string, outdir: string): void {
  for (let path = folder; path !== '.' && path !== '/'; path = dirname(path)) {
    try {
      rmdirSync(join(outdir, path))
    } catch {
      return // not empty
    }
  }
}

function failed({ code = 'failed', path = '' }: NodeJS.ErrnoException, outdir: string): Finding {
  const why = code === 'ENOSPC' ? 'the disk is full' : code === 'EACCES' || code === 'EPERM' ? 'is not writable' : code
  const fix = code === 'ENOSPC' ? 'free space and run again' : 'make it writable and run again'
  return { rule: 'dist', severity: 'error', path: path || outdir, message: `cannot be written: ${why}`, fix }
}
