import type { Finding } from '../finding/finding.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { selects } from '../fleet/selector.ts'
import { unitId, type Unit, type UnitProblem } from '../unit/unit.ts'
import { dnsLabelProblem } from './dns-name.ts'
import { useInstead } from '../finding/unknown-name.ts'

/** The names that selectors and layers may use. */
interface Known {
  readonly environments: readonly string[]
  readonly regions: readonly string[]
  readonly clusters: readonly string[]
}

/** What is wrong with definitions before anything is built: names, selectors, layers. */
export function unitFindings(units: readonly Unit[], fleet: Fleet): Finding[] {
  const known: Known = {
    environments: fleet.environments.map(({ name }) => name),
    regions: [...new Set(fleet.clusters.map(({ region }) => region))],
    clusters: fleet.clusters.map(({ name }) => name),
  }
  return [
    ...twins(units),
    ...units.flatMap(unit => [
      ...nameFindings(unit),
      ...placeFindings(unit, known, fleet),
      ...unit.problems(fleet).map(problem => unitFinding(unit, problem)),
    ]),
  ]
}

/** A finding about the definition of a unit. */
export function unitFinding(unit: Unit, problem: UnitProblem): Finding {
  return { ...problem, severity: 'error', path: unit.source.replace(/:\d+$/, ''), source: unit.source }
}

function twins(units: readonly Unit[]): Finding[] {
  const byName = Map.groupBy(units, ({ name }) => name)
  return [...byName.values()]
    .filter(same => same.length > 1)
    .map(([first, ...others]) =>
      unitFinding(first!, {
        rule: 'unit-name',
        message: `unit name "${first!.name}" is taken twice: by ${[first!, ...others].map(described).join(' and ')}`,
        fix: 'rename one',
      }),
    )
}

function described(unit: Unit): string {
  return `${unitId(unit)} (${unit.source})`
}

function nameFindings(unit: Unit): Finding[] {
  return (['name', 'namespace'] as const).flatMap(field => {
    const name = unit[field]
    const problem = name === undefined ? undefined : dnsLabelProblem(name)
    if (problem === undefined) return []
    return [unitFinding(unit, { rule: 'unit-name', message: `unit ${field} "${name}" ${problem}`, fix: 'rename it' })]
  })
}

/** A name that no cluster has is reason enough to be nowhere. */
function placeFindings(unit: Unit, known: Known, { clusters }: Fleet): Finding[] {
  const unknown = unknownNames(unit, known)
  const isSomewhere = unit.layer === 'platform' || clusters.some(cluster => selects(unit.on, cluster))
  if (unknown.length > 0 || isSomewhere) return unknown
  return [
    unitFinding(unit, {
      rule: 'lands-somewhere',
      message: `"${unit.name}" is on no cluster: its selector ${JSON.stringify(unit.on)} matches none`,
      fix: 'select a cluster, or remove the definition',
    }),
  ]
}

function unknownNames(unit: Unit, known: Known): Finding[] {
  return (['environments', 'regions', 'clusters'] as const).flatMap(dimension => {
    const what = dimension.slice(0, -1)
    const selected = (unit.on[dimension] ?? []).map(name => ({ name, where: 'selects' }))
    const layered = unit.layers
      .flatMap(layers => Object.keys(layers[dimension] ?? {}))
      .map(name => ({ name, where: 'sets' }))
    return [...selected, ...layered]
      .filter(({ name }) => !known[dimension].includes(name))
      .map(({ name, where }) =>
        unitFinding(unit, {
          rule: 'unknown-name',
          message: `unit "${unit.name}" ${where} ${what} "${name}", which no cluster has`,
          fix: useInstead(name, known[dimension]),
        }),
      )
  })
}
