import type { Unit } from '../unit/unit.ts'

const known = new WeakMap<Unit, ReadonlySet<Unit>>()

/** Every unit that is healthy before this one is applied: those it waits for, and those that they wait for. */
export function waitsFor(unit: Unit): ReadonlySet<Unit> {
  const found = known.get(unit)
  if (found) return found
  const before = new Set<Unit>()
  const open = [...unit.after, ...unit.afterWherePresent]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (before.has(next)) continue
    before.add(next)
    open.push(...next.after, ...next.afterWherePresent)
  }
  known.set(unit, before)
  return before
}
