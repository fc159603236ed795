import type { Screen } from './report/screen.ts'
import { wrap } from './report/text.ts'
import type { OrderedUnit, UnitOrder } from './unit-order.ts'

/** The waves of a cluster, for people: each unit with what it waits for. */
export function graphText(order: UnitOrder, screen: Screen): string {
  const { cluster, engine, hub, units } = order
  const waves = Map.groupBy(units, ({ wave }) => wave)
  const facts = [`${engine}${hub === undefined ? '' : ` on ${hub}`}`, `${units.length} units`, `${waves.size} waves`]
  const indent = Math.max(0, ...units.map(({ unit }) => unit.length)) + 4
  return [
    `${screen.paint('bold', cluster)}  ${screen.paint('dim', facts.join(', '))}`,
    ...[...waves].flatMap(([wave, members]) => [
      screen.paint('cyan', `wave ${wave}`),
      ...members.flatMap(member => unitLines(member, indent, screen)),
    ]),
    ...problemLines(order).map(line => screen.paint('red', line)),
    '',
  ].join('\n')
}

function unitLines({ unit, after }: OrderedUnit, indent: number, { paint, width }: Screen): string[] {
  if (after.length === 0) return [`  ${unit}`]
  const [first, ...rest] = wrap(`after ${after.join(', ')}`, Math.max(20, width - indent))
  return [
    `  ${unit.padEnd(indent - 2)}${paint('dim', first!)}`,
    ...rest.map(line => ' '.repeat(indent) + paint('dim', line)),
  ]
}

function problemLines({ cycles, missing }: UnitOrder): string[] {
  return [
    ...cycles.map(cycle => `cycle: ${[...cycle, cycle[0]!].join(' waits for ')}`),
    ...missing.map(({ unit, needs }) => `missing: ${unit} waits for ${needs}, which does not land here`),
  ]
}
