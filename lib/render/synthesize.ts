import { availableParallelism } from 'node:os'
import type { Finding } from '../finding/finding.ts'
import { throwErrors } from '../finding/findings-error.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { objectKey } from '../manifest/object-key.ts'
import type { Unit } from '../unit/unit.ts'
import { commit, discard, makeShared, remove, stage } from './apply.ts'
import { startCrew, type Crew } from './crew.ts'
import { listDist, staleFiles, type DistListing } from './dist-listing.ts'
import { layoutCluster } from './layout.ts'
import { ownershipFindings, type Claim } from './ownership-findings.ts'
import { dataLostBy, type RemovedFile } from './data-lost.ts'
import { removedFiles } from './removed-files.ts'
import type { Text } from './diff.ts'
import { compare, place, type Placement } from './place.ts'
import { scopeFindings } from './scope-findings.ts'
import { addFiles, renderShare, type Scope, type Target } from './share.ts'

/** The definitions, and the module that a render thread imports to have them too. */
export interface Source {
  readonly module: URL
  readonly fleet: Fleet
  readonly estate: readonly Unit[]
}

export interface Options {
  readonly scope?: Scope
  /** @default one for each core, on estates that are large enough to make up for starting them */
  readonly threads?: number
  /** Told after each unit of the main thread how many of all have been taken. */
  readonly onProgress?: (done: number, of: number) => void
}

/** What a run did, paths relative to dist and sorted. */
export interface Synthesis {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: number
  /** What becomes of the data of the objects that were removed. */
  readonly data: readonly Finding[]
}

/** Units on clusters from which a second thread wins more than its start costs; measured, see bench. */
const worthThreads = 4000

/** Makes dist hold exactly what the estate says. Throws all findings at once, having written nothing. */
export async function synthesize(source: Source, outdir: string, options: Options = {}): Promise<Synthesis> {
  const { scope = {} } = options
  throwErrors(scopeFindings(scope, source.fleet, source.estate))
  const placement = place(source.estate, source.fleet)
  const counter = new SharedArrayBuffer(4)
  const listing = listDist(outdir)
  const target = { outdir, scope, fresh: listing.files.size === 0 }
  const size = options.threads ?? (placement.slots.length < worthThreads ? 1 : availableParallelism())
  const crew = startCrew(size - 1, { module: source.module.href, target, counter })
  try {
    return await run({ ...source, placement, counter, listing, target, crew, onProgress: options.onProgress })
  } finally {
    crew.end()
  }
}

interface Run extends Source {
  readonly placement: Placement
  readonly counter: SharedArrayBuffer
  readonly listing: DistListing
  readonly target: Target
  readonly crew: Crew
  readonly onProgress: Options['onProgress']
}

async function run(run: Run): Promise<Synthesis> {
  const own = renderShare({ ...run, slots: run.placement.slots }, counted(run), run.target)
  const others = await run.crew.shares()
  const summaries = new Map([own, ...others].flatMap(share => share.summaries))
  for (const cluster of run.fleet.clusters) {
    const units = run.placement.slots.flatMap((slot, i) => (slot.cluster === cluster ? [summaries.get(i)!] : []))
    addFiles(own, layoutCluster(cluster, run.fleet, units), run.target)
  }
  const claims = [own, ...others].flatMap(share => share.claims)
  const { stale, findings } = staleFiles(run.listing, new Set(claims.map(({ path }) => path)), run.target.outdir)
  throwErrors(
    sorted([
      ...run.placement.findings,
      ...[own, ...others].flatMap(share => share.findings),
      ...ownershipFindings(claims),
      ...run.listing.findings,
      ...findings,
    ]),
  )
  const removed = stale.filter(path => mayRemove(path, run.target.scope)).sort(compare)
  const written = [...own.changed.map(({ path }) => path), ...others.flatMap(({ paths }) => paths)].sort(compare)
  const data = dataLostBy(leaving(removed, run.target.outdir, claims))
  await write(run, own.changed, { written, removed })
  const unchanged = [own, ...others].reduce((sum, share) => sum + share.unchanged, 0)
  return { written, removed, unchanged, data }
}

/** Nothing in dist changes before every thread has put its new text on disk under a temporary name. */
async function write(
  { crew, target, listing }: Run,
  own: readonly Text[],
  plan: Pick<Synthesis, 'written' | 'removed'>,
) {
  const { outdir } = target
  throwErrors(makeShared(plan.written, outdir))
  const staged = stage(own, outdir)
  const findings = [...staged.findings, ...(await crew.step('stage'))]
  if (findings.length > 0) {
    discard(staged, outdir)
    await crew.step('discard')
    throwErrors(findings)
  }
  const failed = [...commit(staged, outdir), ...(await crew.step('commit'))]
  throwErrors([...failed, ...remove([...plan.removed, ...listing.leftovers], outdir)])
}

/** Objects that no file holds any more: one that moved to another unit stays. */
function leaving(paths: readonly string[], outdir: string, claims: readonly Claim[]): RemovedFile[] {
  if (paths.length === 0) return []
  const kept = new Set(claims.map(({ object }) => object))
  return removedFiles(paths, outdir).filter(
    ({ path, manifest }) => !kept.has(`${path.split('/')[1]}: ${objectKey(manifest)}`),
  )
}

function mayRemove(path: string, { cluster, unit }: Scope): boolean {
  const [folder, , name] = path.split('/')
  return (cluster === undefined || folder === cluster) && (unit === undefined || name === unit)
}

/** The next slot, for the main thread: the same counter that the others take from, and a word on how far it is. */
function counted({ counter, placement, onProgress }: Run): () => number {
  const next = new Int32Array(counter)
  const of = placement.slots.length
  return () => {
    const slot = Atomics.add(next, 0, 1)
    if (slot < of) onProgress?.(slot, of)
    return slot
  }
}

/** In an order that does not depend on which thread found what. */
function sorted(findings: readonly Finding[]): Finding[] {
  const key = ({ path, object = '', rule, message }: Finding) => [path, object, rule, message].join('\0')
  return findings.toSorted((a, b) => compare(key(a), key(b)))
}
