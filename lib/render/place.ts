import type { Finding } from '../finding/finding.ts'
import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { order, waitsFor } from '../unit/order.ts'
import { unitsOn } from '../unit/placement.ts'
import { unitId, type Unit } from '../unit/unit.ts'
import { fleetFindings } from './fleet-findings.ts'
import { unitFinding, unitFindings } from './unit-findings.ts'

/** A unit on a cluster, and how many steps it waits there. */
export interface Slot {
  readonly unit: Unit
  readonly cluster: Cluster
  readonly wave: number
  /** Units of the cluster that it waits for, each once. */
  readonly needs: readonly Unit[]
}

export interface Placement {
  /** By cluster, then by unit: whatever the order of the estate. */
  readonly slots: readonly Slot[]
  readonly findings: readonly Finding[]
}

/** Decides which unit lands where and in which step, and checks everything that can be known before building. */
export function place(units: readonly Unit[], fleet: Fleet): Placement {
  const sorted = units.toSorted((a, b) => compare(unitId(a), unitId(b)))
  const clusters = fleet.clusters.toSorted((a, b) => compare(a.name, b.name))
  const orders = clusters.map(cluster => ({ cluster, ...order(unitsOn(cluster, fleet, sorted)) }))
  return {
    slots: orders.flatMap(({ cluster, waves }) =>
      sorted.flatMap(unit => {
        const wave = waves.get(unit)
        return wave === undefined ? [] : [{ unit, cluster, wave, needs: waitsFor(unit, waves) }]
      }),
    ),
    findings: [
      ...fleetFindings(fleet, units),
      ...unitFindings(sorted, fleet),
      ...cycleFindings(order(sorted).cycles),
      ...missingFindings(orders.flatMap(({ cluster, missing }) => missing.map(gap => ({ ...gap, cluster })))),
    ],
  }
}

/** By code unit, never by locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function cycleFindings(cycles: readonly (readonly Unit[])[]): Finding[] {
  return cycles.map(cycle =>
    unitFinding(cycle[0]!, {
      rule: 'cycle',
      message: `units wait for each other: ${[...cycle, cycle[0]!].map(({ name }) => `"${name}"`).join(' after ')}`,
      fix: 'remove one `after`',
    }),
  )
}

/** One finding for each pair of units, however many clusters lack the second one. */
function missingFindings(gaps: readonly { unit: Unit; needs: Unit; cluster: Cluster }[]): Finding[] {
  const pairs = Map.groupBy(gaps, ({ unit, needs }) => `${unitId(unit)} ${unitId(needs)}`)
  return [...pairs.values()].map(pair => {
    const { unit, needs } = pair[0]!
    const clusters = pair.map(({ cluster }) => `"${cluster.name}"`).join(', ')
    return unitFinding(unit, {
      rule: 'missing-dependency',
      message: `unit "${unit.name}" waits for "${needs.name}", which is not on ${clusters}`,
      fix: `put "${needs.name}" there (profile, selector), or select fewer clusters for "${unit.name}"`,
    })
  })
}
