import { expect, test } from 'vitest'
import { defineComponent } from './define-unit.ts'
import { order } from './order.ts'
import type { Unit } from './unit.ts'

const unit = (name: string, ...after: Unit[]) => defineComponent({ name, after })

test('a unit comes one wave after the last one it waits for', () => {
  const crds = unit('crds')
  const engine = unit('engine', crds)
  const policies = unit('policies', crds, engine)
  expect([...order([policies, engine, crds]).waves].map(([{ name }, wave]) => `${wave} ${name}`)).toEqual([
    '0 crds',
    '1 engine',
    '2 policies',
  ])
})

test('a unit waits for some others only where they are', () => {
  const operator = unit('operator')
  const app = defineComponent({ name: 'app', afterWherePresent: [operator] })
  expect(order([app, operator]).waves.get(app)).toBe(1)
  expect(order([app])).toMatchObject({ waves: new Map([[app, 0]]), missing: [] })
})

test('names each cycle once, and what is missing', () => {
  const gone = unit('gone')
  const loop: Unit[] = []
  const a = { ...unit('a'), after: loop }
  const b = unit('b', a)
  loop.push(b)
  const { cycles, missing, waves } = order([a, b, unit('c', gone), unit('d', b)])
  expect(cycles.map(cycle => cycle.map(({ name }) => name))).toEqual([['a', 'b']])
  expect(missing.map(({ unit, needs }) => `${unit.name} needs ${needs.name}`)).toEqual(['c needs gone'])
  expect([...waves.keys()].map(({ name }) => name)).toEqual(['c'])
})

test('a definition knows where it stands', () => {
  expect(unit('here').source).toMatch(/^lib\/unit\/order\.test\.ts:\d+$/)
})
