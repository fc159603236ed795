import { deliverUnit, type UnitDelivery } from '../delivery/deliver-unit.ts'
import { summarize, type PlacedUnit, type UnitSummary } from '../delivery/placed-unit.ts'
import type { Finding } from '../finding/finding.ts'
import { FindingsError } from '../finding/findings-error.ts'
import { deliveredFrom } from '../fleet/cluster.ts'
import type { GitSource } from '../fleet/fleet.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { groupKind, objectKey, objectTitle } from '../manifest/object-key.ts'
import { describePlaces, thrownAt } from '../unit/thrown-at.ts'
import type { HelmRelease } from '../unit/helm-chart.ts'
import { unitId } from '../unit/unit.ts'
import { buildUnit } from './build-unit.ts'
import { chartProblems } from './chart-problems.ts'
import type { ScopeOf } from './known-kinds.ts'
import { normalize, type Problem } from './normalize.ts'
import { objectFileName } from './object-path.ts'
import { compare, type Slot } from './place.ts'
import { protectData } from './protect-data.ts'
import { previewOf } from './preview-of.ts'
import { readValue } from './read-value.ts'
import type { RenderedFile } from './rendered-file.ts'
import { unitFinding } from './unit-findings.ts'

/** What one unit is on one cluster. */
export interface UnitLayout {
  readonly files: readonly RenderedFile[]
  readonly summary: UnitSummary
  readonly findings: readonly Finding[]
}

/** What the layout of a unit depends on beside the unit itself. */
export interface LayoutContext {
  readonly git: GitSource
  readonly scopeOf: ScopeOf
}

export function layoutUnit(slot: Slot, { git, scopeOf }: LayoutContext): UnitLayout {
  const { unit, cluster } = slot
  const built = buildUnit(slot)
  const findings = [...built.findings]
  const refuse = (problem: Problem, object: string) =>
    findings.push({ ...unitFinding(unit, problem), object: `${cluster.name}: ${object}` })

  const manifests = built.manifests.flatMap(manifest => {
    const normalized = normalize(manifest, scopeOf(groupKind(manifest), unit, cluster), unit.namespace)
    if ('manifest' in normalized) return [kept(normalized.manifest, slot)]
    refuse(normalized.problem, objectTitle(manifest))
    return []
  })
  manifests.sort((a, b) => compare(objectKey(a), objectKey(b)))
  const helm = releaseOf(slot, problem => refuse(problem, `unit ${unit.name}`))
  const preview = previewOf(slot, scopeOf)
  findings.push(...(preview?.findings ?? []))
  const placed = { ...slot, git, helm, manifests, ...(preview && { preview: preview.placed }) }
  const { inUnit, delivery } = findings.length > 0 ? nothing : delivered(placed, findings)
  const all = [...manifests, ...inUnit]
  return {
    files: [
      ...all.map(manifest => file(slot, unitId(unit), manifest)),
      ...delivery.map(manifest => ({ ...file(slot, 'delivery', manifest), livesOn: deliveredFrom(cluster) })),
    ],
    summary: summarize({ ...placed, manifests: all }),
    findings,
  }
}

const nothing: UnitDelivery = { inUnit: [], delivery: [] }

/** What delivery refuses is one more finding, so that the other units are still looked at. */
function delivered(placed: PlacedUnit, findings: Finding[]): UnitDelivery {
  try {
    return deliverUnit(placed)
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error
    findings.push(...error.findings)
    return nothing
  }
}

function file({ unit, cluster }: Slot, folder: string, manifest: Manifest): RenderedFile {
  return {
    path: `${cluster.name}/${folder}/${objectFileName(manifest)}`,
    cluster: cluster.name,
    livesOn: cluster.name,
    unit: unitId(unit),
    source: unit.source,
    manifest,
  }
}

function kept(manifest: Manifest, { unit, cluster }: Slot): Manifest {
  return unit.onRemoval === 'keep-data' ? protectData(manifest, cluster.engine) : manifest
}

function releaseOf({ unit, cluster }: Slot, refuse: (problem: Problem) => void): HelmRelease | undefined {
  try {
    const helm = unit.helm(cluster)
    if (helm === undefined) return undefined
    for (const problem of chartProblems(helm)) refuse({ rule: 'chart', ...problem })
    const values = readValue(helm.values, (field, problem) => refuse(unreadable(`helm value "${field}"`, problem)))
    return { ...helm, values: values as object }
  } catch (error) {
    const thrown = thrownAt(error)
    refuse({
      rule: 'throws',
      message: `throws ${describePlaces(thrown)}: ${thrown.message}`,
      fix: 'fix the definition',
    })
    return undefined
  }
}

function unreadable(where: string, problem: string): Problem {
  return { rule: 'object', message: `${where} ${problem}`, fix: 'write plain JSON' }
}
