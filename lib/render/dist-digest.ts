import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listDist } from './dist-listing.ts'

/** What tells one content of dist from every other, whatever order its files were looked at. */
export interface DistDigest {
  readonly files: number
  /** SHA-256, hexadecimal. */
  readonly sha256: string
}

/** SHA-256 of one file's path in dist and its text. */
export function fileDigest(path: string, text: string): string {
  return hash('sha256', `${path}\0${text}`)
}

export function digestOf(files: readonly string[]): DistDigest {
  return { files: files.length, sha256: hash('sha256', files.toSorted().join()) }
}

/** Of dist as it lies on disk; undefined where it holds anything that a run would report or remove. Reads only. */
export function digestDist(outdir: string): DistDigest | undefined {
  const { files, leftovers, findings } = listDist(outdir)
  if (leftovers.length + findings.length > 0) return undefined
  return digestOf([...files].map(path => fileDigest(path, readFileSync(join(outdir, path), 'utf8'))))
}
