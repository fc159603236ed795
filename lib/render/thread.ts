import { parentPort, workerData } from 'node:worker_threads'
import type { Fleet } from '../fleet/fleet.ts'
import type { Unit } from '../unit/unit.ts'
import { commit, discard, stage, type Staged } from './apply.ts'
import { place } from './place.ts'
import { renderShare } from './share.ts'
import type { Report, Step, ThreadData } from './thread-protocol.ts'

/** A render thread: renders the slots it can take, then stages and commits what it is told to. */
const { module, target, counter } = workerData as ThreadData
const { fleet, estate } = (await import(module)) as { fleet: Fleet; estate: readonly Unit[] }

const next = new Int32Array(counter)
const { slots } = place(estate, fleet)
const { changed, ...rest } = renderShare({ fleet, estate, slots }, () => Atomics.add(next, 0, 1), target)
report({ share: { ...rest, paths: changed.map(({ path }) => path) } })

let staged: Staged = { findings: [], renames: [] }
parentPort?.on('message', (step: Step) => {
  if (step === 'stage') staged = stage(changed, target.outdir)
  if (step === 'discard') discard(staged, target.outdir)
  report({ findings: step === 'stage' ? staged.findings : step === 'commit' ? commit(staged, target.outdir) : [] })
})

function report(message: Report): void {
  parentPort?.postMessage(message)
}
