import type { Unit } from './unit.ts'

/** The order in which the units of one cluster are applied, or why there is none. */
export interface Order {
  /** How many steps each unit waits: 0 for those that wait for nothing. Units on a cycle are absent. */
  readonly waves: ReadonlyMap<Unit, number>
  /** Each cycle once, as the units on it; the last waits for the first. */
  readonly cycles: readonly (readonly Unit[])[]
  /** Dependencies that are not among the units. */
  readonly missing: readonly { readonly unit: Unit; readonly needs: Unit }[]
}

/** The units that `unit` waits for among those of its cluster; what is not there is left out. */
export function waitsFor(unit: Unit, present: { has(unit: Unit): boolean }): Unit[] {
  return [...new Set([...unit.after, ...unit.afterWherePresent])].filter(needs => present.has(needs))
}

/** Orders units by what they wait for: a unit's wave is one more than the highest wave it waits for. */
export function order(units: readonly Unit[]): Order {
  const present = new Set(units)
  const missing = units.flatMap(unit => unit.after.filter(needs => !present.has(needs)).map(needs => ({ unit, needs })))
  const waves = new Map<Unit, number>()
  let rest = [...units]
  for (let wave = 0; rest.length > 0; wave++) {
    const ready = rest.filter(unit => waitsFor(unit, present).every(needs => waves.has(needs)))
    if (ready.length === 0) break
    for (const unit of ready) waves.set(unit, wave)
    rest = rest.filter(unit => !waves.has(unit))
  }
  return { waves, cycles: cyclesAmong(rest), missing }
}

/** Of units that all wait for each other somehow: each cycle once. Follows dependencies until a unit comes again. */
function cyclesAmong(stuck: readonly Unit[]): Unit[][] {
  const among = new Set(stuck)
  const seen = new Set<Unit>()
  const cycles: Unit[][] = []
  for (const start of stuck) {
    const path: Unit[] = []
    let unit: Unit | undefined = start
    while (unit !== undefined && !seen.has(unit)) {
      seen.add(unit)
      path.push(unit)
      unit = waitsFor(unit, among)[0]
    }
    const from = unit === undefined ? -1 : path.indexOf(unit)
    if (from >= 0) cycles.push(path.slice(from))
  }
  return cycles
}
