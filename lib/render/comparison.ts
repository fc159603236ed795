import type { Finding } from '../finding/finding.ts'
import { isCurrent, type Text } from './diff.ts'
import { fileDigest } from './dist-digest.ts'
import { emit } from './emit.ts'
import { claimOf, type Claim } from './ownership-findings.ts'
import type { RenderedFile } from './rendered-file.ts'
import { mayWrite, type Scope } from './scope.ts'

/** What a run has found so far. Object graphs are gone; text is kept only where a file must change. */
export interface Comparison {
  readonly changed: Text[]
  unchanged: number
  /** Of each file that may be written, changed or not. */
  readonly digests: string[]
  readonly claims: Claim[]
  readonly findings: Finding[]
}

/** Where a run writes, and what it may. */
export interface Target {
  /** Absolute. */
  readonly outdir: string
  readonly scope: Scope
  /** Whether dist holds no files yet, so that none needs to be read. */
  readonly fresh: boolean
}

/** Claims files, and keeps the text of those that differ from what is on disk and may be written. */
export function compareFiles(found: Comparison, files: readonly RenderedFile[], target: Target): void {
  for (const file of files) {
    found.claims.push(claimOf(file))
    if (!mayWrite(file, target.scope)) continue
    const text = { path: file.path, text: emit(file.manifest) }
    found.digests.push(fileDigest(text.path, text.text))
    if (target.fresh || !isCurrent(text, target.outdir, found.findings)) found.changed.push(text)
    else found.unchanged++
  }
}
