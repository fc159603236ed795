import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../finding/finding.ts'
import { distFinding, listDist, staleFiles } from './dist-listing.ts'

/** One file to write, or to remove when `text` is undefined. */
export interface Change {
  /** Relative to dist. */
  readonly path: string
  readonly text: string | undefined
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
  readonly findings: readonly Finding[]
}

/** Compares files with what is on disk. Reads only. */
export function diff(texts: readonly Text[], outdir: string): Diff {
  const listing = listDist(outdir)
  const wanted = new Set(texts.map(({ path }) => path))
  const { stale, findings } = staleFiles(listing, wanted, outdir)
  const unreadable: Finding[] = []
  const changed = texts.filter(text => !isCurrent(text, outdir, unreadable))
  return {
    changes: [...[...stale, ...listing.leftovers].map(path => ({ path, text: undefined })), ...changed],
    findings: [...listing.findings, ...findings, ...unreadable],
  }
}

/** Whether a file holds what it should. One that cannot be read is a finding. */
export function isCurrent({ path, text }: Text, outdir: string, findings: Finding[]): boolean {
  try {
    return readFileSync(join(outdir, path), 'utf8') === text
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES') findings.push(distFinding(join(outdir, path), 'cannot be read (EACCES)', 'make it readable'))
    return false
  }
}
