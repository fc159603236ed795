import type { UnitSummary } from '../delivery/placed-unit.ts'
import type { Finding } from '../finding/finding.ts'
import { throwErrors } from '../finding/findings-error.ts'
import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { objectKey } from '../manifest/object-key.ts'
import type { Unit } from '../unit/unit.ts'
import { apply } from './apply.ts'
import { compareFiles, type Comparison, type Target } from './comparison.ts'
import { dataLostBy, type RemovedFile } from './data-lost.ts'
import { digestOf, type DistDigest } from './dist-digest.ts'
import { listDist, staleFiles } from './dist-listing.ts'
import { knownKinds } from './known-kinds.ts'
import { layoutUnit } from './layout-unit.ts'
import { layoutCluster } from './layout.ts'
import { ownershipFindings, type Claim } from './ownership-findings.ts'
import { compare, place, type Slot } from './place.ts'
import { removedFiles } from './removed-files.ts'
import { scopeFindings } from './scope-findings.ts'
import { mayRemove, type Scope } from './scope.ts'

/** The definitions. */
export interface Source {
  readonly fleet: Fleet
  readonly estate: readonly Unit[]
}

export interface Options {
  readonly scope?: Scope
  /** Told before each unit on a cluster how many have been rendered. */
  readonly onProgress?: (done: number, of: number) => void
}

/** What a run did, paths relative to dist and sorted. */
export interface Synthesis {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: number
  /** Of what was rendered: all of dist, but for files that the scope leaves out. */
  readonly dist: DistDigest
  /** What becomes of the data of the objects that were removed. */
  readonly data: readonly Finding[]
}

/**
 * Makes dist hold exactly what the estate says. Throws all findings at once, having written nothing.
 * `layout`, `diff` and `apply` in one pass, unit by unit, so that no more than one unit's objects are in memory.
 */
export function synthesize(source: Source, outdir: string, options: Options = {}): Synthesis {
  const { scope = {}, onProgress } = options
  throwErrors(scopeFindings(scope, source.fleet, source.estate))
  const { slots, findings } = place(source.estate, source.fleet)
  const listing = listDist(outdir)
  const found = render(source, taken(slots, onProgress), { outdir, scope, fresh: listing.files.size === 0 })
  const rest = staleFiles(listing, new Set(found.claims.map(({ path }) => path)), outdir)
  throwErrors(
    [...findings, ...found.findings, ...ownershipFindings(found.claims), ...listing.findings, ...rest.findings].sort(
      byPlace,
    ),
  )
  const removed = rest.stale.filter(path => mayRemove(path, scope)).sort(compare)
  const data = dataLostBy(leaving(removed, outdir, found.claims))
  const gone = [...removed, ...listing.leftovers].map(path => ({ path, text: undefined }))
  throwErrors(apply([...gone, ...found.changed], outdir))
  const written = found.changed.map(({ path }) => path).sort(compare)
  return { written, removed, unchanged: found.unchanged, dist: digestOf(found.digests), data }
}

/** Lays out every unit and every cluster, and compares what they say with dist. Reads only. */
function render({ fleet, estate }: Source, slots: Iterable<Slot>, target: Target): Comparison {
  const found: Comparison = { changed: [], unchanged: 0, digests: [], claims: [], findings: [] }
  const context = { git: fleet.git, scopeOf: knownKinds(estate) }
  const summaries = new Map<Cluster, UnitSummary[]>(fleet.clusters.map(cluster => [cluster, []]))
  for (const slot of slots) {
    const { files, summary, findings } = layoutUnit(slot, context)
    summaries.get(slot.cluster)!.push(summary)
    found.findings.push(...findings)
    compareFiles(found, files, target)
  }
  for (const [cluster, units] of summaries) compareFiles(found, layoutCluster(cluster, fleet, units), target)
  return found
}

function* taken(slots: readonly Slot[], onProgress: Options['onProgress']): Generator<Slot> {
  for (const [i, slot] of slots.entries()) {
    onProgress?.(i, slots.length)
    yield slot
  }
}

/** Objects that no file holds any more: one that moved to another unit stays. */
function leaving(paths: readonly string[], outdir: string, claims: readonly Claim[]): RemovedFile[] {
  if (paths.length === 0) return []
  const kept = new Set(claims.map(({ object }) => object))
  return removedFiles(paths, outdir).filter(
    ({ path, manifest }) => !kept.has(`${path.split('/')[1]}: ${objectKey(manifest)}`),
  )
}

function byPlace(a: Finding, b: Finding): number {
  const key = ({ path, object = '', rule, message }: Finding) => [path, object, rule, message].join('\0')
  return compare(key(a), key(b))
}
