import type { Finding } from '../finding/finding.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { objectTitle } from '../manifest/object-key.ts'
import { holdsData, isProtected } from './protect-data.ts'

/** A file that leaves dist, and the object in it. */
export interface RemovedFile {
  /** Relative to the repository: `dist/<cluster>/…`. */
  readonly path: string
  readonly manifest: Manifest
}

/**
 * What becomes of the data of objects that leave dist: it goes with them, or it stays and belongs to nobody. A namespace
 * that goes takes along what is protected in it. Pure: reads nothing, writes nothing.
 */
export function dataLostBy(removed: readonly RemovedFile[]): Finding[] {
  const doomed = new Set(
    removed
      .filter(({ manifest }) => manifest.kind === 'Namespace' && !isProtected(manifest))
      .map(({ path, manifest }) => `${clusterOf(path)}/${manifest.metadata.name}`),
  )
  const goes = ({ path, manifest }: RemovedFile): boolean =>
    !isProtected(manifest) || doomed.has(`${clusterOf(path)}/${manifest.metadata.namespace}`)
  return removed.filter(({ manifest }) => holdsData(manifest)).map(file => (goes(file) ? lost(file) : orphaned(file)))
}

function lost({ path, manifest }: RemovedFile): Finding {
  return {
    rule: 'data-lost',
    severity: 'warning',
    path,
    message: `${objectTitle(manifest)} is deleted from ${clusterOf(path)}, and with it the data it holds`,
    fix: 'back the data up before you merge, or restore the definition',
  }
}

function orphaned({ path, manifest }: RemovedFile): Finding {
  return {
    rule: 'data-orphaned',
    severity: 'info',
    path,
    message: `${objectTitle(manifest)} stays on ${clusterOf(path)} with its data, and nothing delivers it any more`,
    fix: 'delete it by hand once nobody needs the data, or restore the definition',
  }
}

function clusterOf(path: string): string {
  return path.split('/')[1] ?? ''
}
