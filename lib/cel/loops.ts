import { absorb, CelError } from './cel-error.ts'
import { compare } from './operators.ts'
import { mapOf } from './compile-literal.ts'
import { isMap, keysOf, lookup, typeOf } from './value.ts'
import { truth } from './compile-operator.ts'
import type { Code, Frame } from './code.ts'
import type { Value } from './value.ts'

/** A macro that runs its bodies for each element: one variable (element or key), or two (index or key, and value). */
interface Loop {
  readonly name: string
  readonly variables: 1 | 2
  readonly bodies: 1 | 2
  readonly build: (range: Code, slots: readonly number[], bodies: readonly Code[]) => Code
}

/** Sees one element; returns true to stop. */
type Visit = (key: Value, value: Value) => unknown

/** Calls `visit` for each element with the loop variables set, and charges the budget for each turn. */
function each(
  frame: Frame,
  [range, slots]: readonly [Code, readonly number[]],
  turn: { cost: number; visit: Visit },
): void {
  const collection = range.run(frame)
  const isList = Array.isArray(collection)
  if (!isList && !isMap(collection)) throw new CelError(`cannot loop over a ${typeOf(collection)}`)
  const keys = isList ? collection : keysOf(collection)
  const [first, second] = slots as [number, number?]
  for (let i = 0; i < keys.length; i++) {
    frame.budget.charge(turn.cost)
    const key = second !== undefined && isList ? BigInt(i) : keys[i]
    frame.locals[first] = key
    const value = second === undefined || isList ? keys[i] : lookup(collection as Record<string, Value>, keys[i])
    if (second !== undefined) frame.locals[second] = value
    if (turn.visit(key, value) === true) return
  }
}

const costOf = (range: Code, bodies: readonly Code[]) => range.cost + bodies.reduce((sum, { cost }) => sum + cost, 1)
const perTurn = (bodies: readonly Code[]) => bodies.reduce((sum, { cost }) => sum + cost, 2)

type Fold = (frame: Frame, visitAll: (visit: Visit) => void, bodies: readonly Code[]) => Value

function loop(name: string, [variables, bodies]: readonly [1 | 2, 1 | 2], [type, fold]: readonly [string, Fold]): Loop {
  return {
    name,
    variables,
    bodies,
    build: (range, slots, codes) => ({
      type,
      cost: costOf(range, codes),
      run: frame => fold(frame, visit => each(frame, [range, slots], { cost: perTurn(codes), visit }), codes),
    }),
  }
}

/** `all` and `exists`: one deciding element is enough, even where others fail. */
function quantifier(decisive: boolean): Fold {
  return (frame, visitAll, [body]) => {
    let failure: unknown
    let decided = false
    visitAll(() => {
      try {
        decided = truth(body!.run(frame)) === decisive
      } catch (error) {
        failure ??= absorb(error)
      }
      return decided
    })
    if (!decided && failure !== undefined) throw failure
    return decided ? decisive : !decisive
  }
}

const existsOne: Fold = (frame, visitAll, [body]) => {
  let count = 0
  visitAll(() => void (count += truth(body!.run(frame)) ? 1 : 0))
  return count === 1
}

const filter: Fold = (frame, visitAll, [body]) => {
  const out: Value[] = []
  visitAll(key => void (truth(body!.run(frame)) && out.push(key)))
  return out
}

/** Runs the last body where the one before it, if any, holds. */
function collect(frame: Frame, bodies: readonly Code[], add: (value: Value) => void): void {
  if (bodies.length === 2 && !truth(bodies[0]!.run(frame))) return
  add(bodies.at(-1)!.run(frame))
}

const toList: Fold = (frame, visitAll, bodies) => {
  const out: Value[] = []
  visitAll(() => collect(frame, bodies, value => out.push(value)))
  return out
}

const toMap: Fold = (frame, visitAll, bodies) => {
  const out: [Value, Value][] = []
  visitAll(key => collect(frame, bodies, value => out.push([key, value])))
  return mapOf(out)
}

const toEntries: Fold = (frame, visitAll, bodies) => {
  const out: [Value, Value][] = []
  visitAll(() =>
    collect(frame, bodies, entry => {
      if (!isMap(entry)) throw new CelError('transformMapEntry needs a map for each element')
      for (const key of keysOf(entry)) out.push([key, lookup(entry, key)])
    }),
  )
  return mapOf(out)
}

const sortBy: Fold = (frame, visitAll, [body]) => {
  const rows: { readonly value: Value; readonly by: Value }[] = []
  visitAll(value => void rows.push({ value, by: body!.run(frame) }))
  return rows.sort((a, b) => compare(a.by, b.by)).map(({ value }) => value)
}

export const loops: readonly Loop[] = [
  ...([1, 2] as const).flatMap(variables => [
    loop('all', [variables, 1], ['bool', quantifier(false)]),
    loop('exists', [variables, 1], ['bool', quantifier(true)]),
    loop('existsOne', [variables, 1], ['bool', existsOne]),
  ]),
  loop('exists_one', [1, 1], ['bool', existsOne]),
  loop('filter', [1, 1], ['list', filter]),
  loop('map', [1, 1], ['list', toList]),
  loop('map', [1, 2], ['list', toList]),
  loop('sortBy', [1, 1], ['list', sortBy]),
  loop('transformList', [2, 1], ['list', toList]),
  loop('transformList', [2, 2], ['list', toList]),
  loop('transformMap', [2, 1], ['map', toMap]),
  loop('transformMap', [2, 2], ['map', toMap]),
  loop('transformMapEntry', [2, 1], ['map', toEntries]),
  loop('transformMapEntry', [2, 2], ['map', toEntries]),
]
