import { lstatSync, readdirSync, readFileSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../finding/finding.ts'
import { isOurPath } from './object-path.ts'
import { isTemporary } from './temporary.ts'

/** One file to write, or to remove when `text` is undefined. */
export interface Change {
  /** Relative to dist. */
  readonly path: string
  readonly text: string | undefined
  /** Whether the file is there already. */
  readonly exists: boolean
}

/** A file as it should be. */
export interface Text {
  /** Relative to dist. */
  readonly path: string
  readonly text: string
}

/** What it takes for dist to hold exactly the files, or why dist must not be touched. */
export interface Diff {
  readonly changes: readonly Change[]
  readonly unchanged: number
  readonly findings: readonly Finding[]
}

/** Compares files with what is on disk. Reads only. */
export function diff(texts: readonly Text[], outdir: string): Diff {
  const found = listDist(outdir)
  if (found.findings.length > 0) return { changes: [], unchanged: 0, findings: found.findings }
  const wanted = new Map(texts.map(({ path, text }) => [path, text]))
  const changes: Change[] = []
  const findings: Finding[] = []
  for (const path of found.files) {
    if (wanted.has(path)) continue
    if (isTemporary(path) || readFileSync(join(outdir, path), 'utf8').startsWith('apiVersion: ')) {
      changes.push({ path, text: undefined, exists: true })
    } else findings.push(foreign(outdir, path))
  }
  for (const { path, text } of texts) {
    const exists = found.files.has(path)
    if (!exists || readFileSync(join(outdir, path), 'utf8') !== text) changes.push({ path, text, exists })
  }
  const written = changes.filter(({ text }) => text !== undefined).length
  return { changes, unchanged: texts.length - written, findings }
}

/** Every file in dist, or everything in it that cannot be ours. */
function listDist(outdir: string): { files: ReadonlySet<string>; findings: Finding[] } {
  const files = new Set<string>()
  const findings: Finding[] = []
  if (lstatSync(outdir, { throwIfNoEntry: false }) === undefined) return { files, findings }
  if (!lstatSync(outdir).isDirectory()) return { files, findings: [notAFolder(outdir)] }
  const walk = (folder: string) => {
    for (const entry of entriesOf(outdir, folder, findings)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile() && (isOurPath(path) || isTemporary(path))) files.add(path)
      else findings.push(foreign(outdir, path, entry.isSymbolicLink() ? 'is a symbolic link' : undefined))
    }
  }
  walk('')
  return { files, findings }
}

function entriesOf(outdir: string, folder: string, findings: Finding[]): Dirent[] {
  try {
    return readdirSync(join(outdir, folder), { withFileTypes: true })
  } catch (error) {
    const path = [outdir, folder].filter(Boolean).join('/')
    findings.push({
      rule: 'dist',
      severity: 'error',
      path,
      message: `cannot be read (${(error as NodeJS.ErrnoException).code})`,
      fix: 'make it readable',
    })
    return []
  }
}

function notAFolder(outdir: string): Finding {
  const message = 'is not a folder'
  return { rule: 'dist', severity: 'error', path: outdir, message, fix: 'remove it, or name another folder with --out' }
}

function foreign(outdir: string, path: string, what = 'was not rendered by waybill'): Finding {
  const fix = 'move it elsewhere, or name another folder with --out'
  return { rule: 'dist', severity: 'error', path: `${outdir}/${path}`, message: what, fix }
}
