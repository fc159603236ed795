import { arithmetic, compare, contains } from '../operators.ts'
import { Budget } from '../budget.ts'
import { CelError, CostError } from '../cel-error.ts'
import { equal, none, Optional } from '../value.ts'
import type { Definition } from '../function-table.ts'
import type { Frame } from '../code.ts'
import type { Value } from '../value.ts'

type List = readonly Value[]

function isSorted(list: List): boolean {
  return list.every((item, i) => i === 0 || compare(list[i - 1], item) <= 0)
}

function sum(list: List): Value {
  if (list.length === 0) return 0n
  return list.reduce((total, item) => arithmetic('+', [total, item], new Budget()))
}

function extreme(sign: 1 | -1): (list: List) => Value {
  return list => {
    if (list.length === 0) throw new CelError('min() and max() need a list that is not empty')
    return list.reduce((best, item) => (compare(item, best) * sign > 0 ? item : best))
  }
}

function slice(list: List, start: bigint, end: bigint): Value {
  if (start < 0n || end < start || end > BigInt(list.length)) throw new CelError(`cannot slice(${start}, ${end})`)
  return list.slice(Number(start), Number(end))
}

function flatten(list: List, depth = 1n): Value {
  if (depth < 0n) throw new CelError('level must be non-negative')
  return list.flat(Number(depth))
}

function distinct(frame: Frame, list: List): Value {
  const out: Value[] = []
  const seen = new Set<Value>()
  for (const item of list) {
    if (typeof item === 'object' ? contains(item, out, frame.budget) : seen.has(item)) continue
    seen.add(item)
    out.push(item)
  }
  return out
}

function range(frame: Frame, count: bigint): Value {
  if (count > 1_000_000n) throw new CostError(`lists.range(${count}) is too long`)
  frame.budget.charge(Number(count) / 10)
  return Array.from({ length: Math.max(0, Number(count)) }, (_, i) => BigInt(i))
}

const at = (list: List, index: number) => (list.length === 0 ? none : new Optional(true, list.at(index)))

/** Every element of `b` is in `a`. */
function includesAll(frame: Frame, a: List, b: List): boolean {
  return b.every(item => contains(item, a, frame.budget))
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library, cel-go's ext.Lists and ext.Sets */
export const lists: readonly Definition[] = [
  ['list.isSorted(): bool', isSorted],
  ['list.sum(): dyn', sum],
  ['list.min(): dyn', extreme(-1)],
  ['list.max(): dyn', extreme(1)],
  ['list.indexOf(dyn): int', (list: List, item: Value) => BigInt(list.findIndex(other => equal(other, item)))],
  ['list.lastIndexOf(dyn): int', (list: List, item: Value) => BigInt(list.findLastIndex(other => equal(other, item)))],
  ['list.slice(int, int): list', slice],
  ['list.flatten(): list', (list: List) => flatten(list)],
  ['list.flatten(int): list', flatten],
  ['list.sort(): list', (list: List) => [...list].sort(compare)],
  ['list.distinct(): list', distinct, 'framed'],
  ['list.reverse(): list', (list: List) => [...list].reverse()],
  ['list.first(): optional', (list: List) => at(list, 0)],
  ['list.last(): optional', (list: List) => at(list, -1)],
  ['lists/range(int): list', range, 'framed'],
  ['sets/contains(list, list): bool', includesAll, 'framed'],
  [
    'sets/equivalent(list, list): bool',
    (frame: Frame, a: List, b: List) => includesAll(frame, a, b) && includesAll(frame, b, a),
    'framed',
  ],
  [
    'sets/intersects(list, list): bool',
    (frame: Frame, a: List, b: List) => b.some(item => contains(item, a, frame.budget)),
    'framed',
  ],
]
