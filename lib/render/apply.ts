import { existsSync, mkdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import type { Finding } from '../finding/finding.ts'
import type { Change, Text } from './diff.ts'
import { distFinding } from './dist-listing.ts'
import { temporaryBeside } from './temporary.ts'

/** New text that is on disk under a temporary name; nothing that was there has changed yet. */
interface Staged {
  readonly findings: readonly Finding[]
  readonly renames: readonly { readonly from: string; readonly to: string }[]
}

/**
 * Makes dist hold the changes; the only code that writes there.
 * All new text is on disk before the first file is replaced, and files are replaced by rename: a full disk changes
 * nothing, and a kill at any moment leaves every file whole, old or new.
 */
export function apply(changes: readonly Change[], outdir: string): readonly Finding[] {
  const texts = changes.filter((change): change is Text => change.text !== undefined)
  const staged = stage(texts, outdir)
  if (staged.findings.length > 0) {
    discard(staged, outdir)
    return staged.findings
  }
  const gone = changes.filter(({ text }) => text === undefined).map(({ path }) => path)
  return [...commit(staged, outdir), ...remove(gone, outdir)]
}

/** Writes new text under temporary names: a folder that is new as a whole, else file by file. */
function stage(texts: readonly Text[], outdir: string): Staged {
  const renames: { from: string; to: string }[] = []
  const folders = Map.groupBy(texts, ({ path }) => dirname(path))
  const findings = attempt(outdir, () => {
    for (const [folder, files] of folders) {
      const to = join(outdir, folder)
      const isNew = !existsSync(to)
      const from = isNew ? temporaryBeside(to) : to
      if (isNew) {
        mkdirSync(from, { recursive: true })
        renames.push({ from, to })
      }
      for (const { path, text } of files) {
        const file = isNew ? join(from, basename(path)) : temporaryBeside(join(outdir, path))
        if (!isNew) renames.push({ from: file, to: join(outdir, path) })
        writeFileSync(file, text)
      }
    }
  })
  return { findings, renames }
}

/** Puts staged text in its place. */
function commit({ renames }: Staged, outdir: string): Finding[] {
  return attempt(outdir, () => {
    for (const { from, to } of renames) renameSync(from, to)
  })
}

/** Takes staged text away again. */
function discard({ renames }: Staged, outdir: string): void {
  for (const { from } of renames) {
    rmSync(from, { force: true, recursive: true })
    removeEmpty(relative(outdir, dirname(from)), outdir)
  }
}

/** Removes files, and the folders that this empties. */
function remove(paths: readonly string[], outdir: string): Finding[] {
  return attempt(outdir, () => {
    for (const path of paths) rmSync(join(outdir, path), { force: true, recursive: true })
    for (const folder of new Set(paths.map(path => dirname(path)))) removeEmpty(folder, outdir)
  })
}

/** Removes a folder and those above it as long as nothing is in them. */
function removeEmpty(folder: string, outdir: string): void {
  for (let path = folder; path !== '.'; path = dirname(path)) {
    try {
      rmdirSync(join(outdir, path))
    } catch {
      return // not empty
    }
  }
}

function attempt(outdir: string, work: () => void): Finding[] {
  try {
    work()
    return []
  } catch (error) {
    const { code = 'failed', path = outdir } = error as NodeJS.ErrnoException
    const folder = dirname(path)
    if (code === 'ENOSPC') return [distFinding(folder, 'the disk is full', 'free space and run again')]
    return [distFinding(folder, `cannot be written (${code})`, 'make it writable and run again')]
  }
}
