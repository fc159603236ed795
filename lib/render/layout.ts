import { deliverCluster } from '../delivery/deliver-cluster.ts'
import type { UnitSummary } from '../delivery/placed-unit.ts'
import type { Finding } from '../finding/finding.ts'
import { deliveredFrom, type Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Unit } from '../unit/unit.ts'
import { knownKinds } from './known-kinds.ts'
import { layoutUnit } from './layout-unit.ts'
import { objectFileName } from './object-path.ts'
import { claimOf, ownershipFindings } from './ownership-findings.ts'
import { compare, place } from './place.ts'
import type { RenderedFile } from './rendered-file.ts'

/** Every file under dist, and everything that is wrong. With an error among the findings the files are not complete. */
export interface Layout {
  /** Sorted by path. */
  readonly files: readonly RenderedFile[]
  readonly findings: readonly Finding[]
}

/** Decides every file under dist. Pure: reads nothing, writes nothing. */
export function layout(units: readonly Unit[], fleet: Fleet): Layout {
  const { slots, findings } = place(units, fleet)
  const context = { git: fleet.git, scopeOf: knownKinds(units) }
  const layouts = slots.map(slot => ({ cluster: slot.cluster, ...layoutUnit(slot, context) }))
  const files = [
    ...layouts.flatMap(({ files }) => files),
    ...fleet.clusters.flatMap(cluster =>
      layoutCluster(
        cluster,
        fleet,
        layouts.filter(unit => unit.cluster === cluster).map(({ summary }) => summary),
      ),
    ),
  ]
  return {
    files: files.sort((a, b) => compare(a.path, b.path)),
    findings: [...findings, ...layouts.flatMap(unit => unit.findings), ...ownershipFindings(files.map(claimOf))],
  }
}

/** The files that a cluster needs once. */
export function layoutCluster(cluster: Cluster, fleet: Fleet, summaries: readonly UnitSummary[]): RenderedFile[] {
  const { delivery, bootstrap } = deliverCluster(cluster, fleet, summaries)
  const files = (folder: string, manifests: readonly Manifest[]) =>
    manifests.map(manifest => ({
      path: `${cluster.name}/${folder}/${objectFileName(manifest)}`,
      cluster: cluster.name,
      livesOn: deliveredFrom(cluster),
      unit: folder,
      source: 'lib/delivery/deliver-cluster.ts',
      manifest,
    }))
  return [...files('delivery', delivery), ...files('bootstrap', bootstrap)]
}
