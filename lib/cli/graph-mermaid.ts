import type { UnitOrder } from './unit-order.ts'

/**
 * The order as a flowchart, an arrow from each unit to those that wait for it.
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function graphMermaid(orders: readonly UnitOrder[]): string {
  return ['flowchart LR', ...orders.flatMap(subgraph), ''].join('\n')
}

function subgraph({ cluster, units, cycles, missing }: UnitOrder): string[] {
  const ids = new Map([...units.map(({ unit }) => unit), ...cycles.flat()].map((unit, i) => [unit, `${cluster}.${i}`]))
  const edges = [
    ...units.flatMap(({ unit, after }) => after.map(needs => [needs, unit] as const)),
    ...cycles.flatMap(cycle => cycle.map((unit, i) => [cycle[(i + 1) % cycle.length]!, unit] as const)),
  ].filter(([needs]) => ids.has(needs))
  return [
    `  subgraph ${cluster}`,
    ...[...ids].map(([unit, id]) => `    ${id}["${unit}"]`),
    ...edges.map(([needs, unit]) => `    ${ids.get(needs)} --> ${ids.get(unit)}`),
    ...missing.map(({ unit, needs }) => `    %% missing: ${unit} waits for ${needs}`),
    '  end',
  ]
}
