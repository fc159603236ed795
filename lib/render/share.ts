import type { UnitSummary } from '../delivery/placed-unit.ts'
import type { Finding } from '../finding/finding.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Unit } from '../unit/unit.ts'
import { isCurrent, type Text } from './diff.ts'
import { emit } from './emit.ts'
import { knownKinds } from './known-kinds.ts'
import { layoutUnit } from './layout-unit.ts'
import { claimOf, type Claim } from './ownership-findings.ts'
import type { Slot } from './place.ts'
import type { RenderedFile } from './rendered-file.ts'

/** What a run may write; everything is laid out and checked all the same. */
export interface Scope {
  readonly cluster?: string | undefined
  /** Name of a unit. */
  readonly unit?: string | undefined
}

/** What one thread has made of the slots it took. Object graphs are gone; text is kept only where a file must change. */
export interface Share {
  readonly changed: Text[]
  unchanged: number
  readonly claims: Claim[]
  /** By index of the slot. */
  readonly summaries: [slot: number, UnitSummary][]
  readonly findings: Finding[]
}

/** Where a run writes, and what it may. */
export interface Target {
  /** Absolute. */
  readonly outdir: string
  readonly scope: Scope
  /** Whether dist does not exist yet, so that nothing needs to be read. */
  readonly fresh: boolean
}

/** Renders slots, one after the other, as long as `next` names one. */
export function renderShare(
  {
    fleet,
    estate,
    slots,
  }: { readonly fleet: Fleet; readonly estate: readonly Unit[]; readonly slots: readonly Slot[] },
  next: () => number,
  target: Target,
): Share {
  const share: Share = { changed: [], unchanged: 0, claims: [], summaries: [], findings: [] }
  const context = { git: fleet.git, scopeOf: knownKinds(estate) }
  for (let i = next(); i < slots.length; i = next()) {
    const { files, summary, findings } = layoutUnit(slots[i]!, context)
    share.summaries.push([i, summary])
    share.findings.push(...findings)
    addFiles(share, files, target)
  }
  return share
}

/** Claims files, and keeps the text of those that differ from what is on disk and may be written. */
export function addFiles(share: Share, files: readonly RenderedFile[], { outdir, scope, fresh }: Target): void {
  for (const file of files) {
    share.claims.push(claimOf(file))
    if (!inScope(file, scope)) continue
    const text = { path: file.path, text: emit(file.manifest) }
    if (fresh || !isCurrent(text, outdir, share.findings)) share.changed.push(text)
    else share.unchanged++
  }
}

function inScope({ cluster, unit }: RenderedFile, scope: Scope): boolean {
  return (
    (scope.cluster === undefined || cluster === scope.cluster) &&
    (scope.unit === undefined || unit.slice(unit.indexOf('/') + 1) === scope.unit)
  )
}
