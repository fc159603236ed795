import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../finding/finding.ts'
import { isOurPath } from './object-path.ts'
import { isTemporary } from './temporary.ts'

/** What is in dist, or everything in it that cannot be ours. */
export interface DistListing {
  /** Files that have the path of an object, relative to dist. */
  readonly files: ReadonlySet<string>
  /** What runs that were killed have left behind: files and folders, relative to dist. */
  readonly leftovers: readonly string[]
  readonly findings: readonly Finding[]
}

/** Looks at the whole of dist without following a link. Reads only. */
export function listDist(outdir: string): DistListing {
  const listing = { files: new Set<string>(), leftovers: [] as string[], findings: [] as Finding[] }
  const root = lstatSync(outdir, { throwIfNoEntry: false })
  if (root === undefined) return listing
  if (root.isDirectory()) walk(outdir, '', listing)
  else listing.findings.push(distFinding(outdir, 'is not a folder', 'remove it, or name another folder with --out'))
  return listing
}

/** Files that no unit wants any more; those that do not begin like ours are foreign after all. */
export function staleFiles(
  { files }: DistListing,
  wanted: ReadonlySet<string>,
  outdir: string,
): { readonly stale: string[]; readonly findings: Finding[] } {
  const rest = [...files].filter(path => !wanted.has(path))
  const stale = rest.filter(path => /^(apiVersion: |$)/.test(readFileSync(join(outdir, path), 'utf8')))
  const ours = new Set(stale)
  return { stale, findings: rest.filter(path => !ours.has(path)).map(path => foreign(outdir, path)) }
}

interface Found {
  readonly files: Set<string>
  readonly leftovers: string[]
  readonly findings: Finding[]
}

function walk(outdir: string, folder: string, found: Found): void {
  for (const entry of entriesOf(outdir, folder, found.findings)) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (isTemporary(path) && !entry.isSymbolicLink()) found.leftovers.push(path)
    else if (entry.isDirectory()) walk(outdir, path, found)
    else if (entry.isFile() && isOurPath(path)) found.files.add(path)
    else found.findings.push(foreign(outdir, path, entry.isSymbolicLink() ? 'is a symbolic link' : undefined))
  }
}

function entriesOf(outdir: string, folder: string, findings: Finding[]) {
  try {
    return readdirSync(join(outdir, folder), { withFileTypes: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    findings.push(distFinding(join(outdir, folder), `cannot be read (${code})`, 'make it readable'))
    return []
  }
}

function foreign(outdir: string, path: string, what = 'was not rendered by waybill'): Finding {
  return distFinding(join(outdir, path), what, 'move it elsewhere, or name another folder with --out')
}

/** A finding about dist as it lies on disk. */
export function distFinding(path: string, message: string, fix: string): Finding {
  return { rule: 'dist', severity: 'error', path, message, fix }
}
