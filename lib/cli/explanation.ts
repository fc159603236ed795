import type { Fleet } from '../fleet/fleet.ts'
import type { Origin } from '../fleet/layers.ts'
import { FindingsError } from '../finding/findings-error.ts'
import { useInstead } from '../finding/unknown-name.ts'
import type { HelmRelease } from '../unit/helm-chart.ts'
import { unitsOn } from '../unit/placement.ts'
import { unitId, type Unit } from '../unit/unit.ts'
import { choose } from './choose.ts'
import { unitOrder } from './unit-order.ts'

/** What is known of one unit on one cluster, and why. */
export interface Explanation {
  /** `layer/name`. */
  readonly unit: string
  readonly cluster: string
  /** `file:line` of the definition. */
  readonly source: string
  readonly namespace: string | undefined
  /** Absent where it is on a cycle. */
  readonly wave: number | undefined
  readonly after: readonly string[]
  readonly helm: Omit<HelmRelease, 'values'> | undefined
  readonly onRemoval: Unit['onRemoval']
  /** Every layered field, and every layer that says something about it; the last one wins. */
  readonly fields: readonly Origin[]
}

/** What was asked for, as it was written. */
export interface Question {
  readonly cluster: string
  /** `name` or `layer/name`. */
  readonly unit: string
  /** A field, or one that holds others. @default all */
  readonly field?: string | undefined
}

/** Throws a finding with the nearest right name where the cluster, the unit or the field does not exist. */
export function explain(asked: Question, fleet: Fleet, estate: readonly Unit[]): Explanation {
  const cluster = choose('cluster', asked.cluster, fleet.clusters)
  const unit = choose('unit', asked.unit.replace(/^.*\//, ''), estate)
  const clusters = fleet.clusters.filter(at => unitsOn(at, fleet, estate).includes(unit))
  if (!clusters.includes(cluster)) {
    const others = clusters.map(({ name }) => name).join(', ') || 'no cluster'
    throw problem('unit', `"${unit.name}" does not run on ${cluster.name}`, `ask about one that it runs on: ${others}`)
  }
  const { units } = unitOrder(cluster, fleet, estate)
  const place = units.find(placed => placed.unit === unitId(unit))
  return {
    unit: unitId(unit),
    cluster: cluster.name,
    source: unit.source,
    namespace: unit.namespace,
    wave: place?.wave,
    after: place?.after ?? unit.after.map(unitId).sort(),
    helm: chartOf(unit.helm(cluster)),
    onRemoval: unit.onRemoval,
    fields: fieldsOf(unit.explain(cluster), asked),
  }
}

function chartOf(helm: HelmRelease | undefined): Explanation['helm'] {
  return helm && { chart: helm.chart, repository: helm.repository, version: helm.version, release: helm.release }
}

function fieldsOf(fields: readonly Origin[], { field, unit }: Question): readonly Origin[] {
  if (field === undefined) return fields
  const found = fields.filter(origin => origin.field === field || origin.field.startsWith(`${field}.`))
  if (found.length > 0) return found
  const known = fields.map(origin => origin.field)
  throw problem('field', `"${unit}" has no setting "${field}"`, useInstead(field, known))
}

function problem(path: string, message: string, fix: string): FindingsError {
  return new FindingsError([{ rule: 'unknown-name', severity: 'error', path, message, fix }])
}
