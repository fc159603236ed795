import process from 'node:process'
import { defineCommand } from 'citty'
import { choose } from './choose.ts'
import { graphMermaid } from './graph-mermaid.ts'
import { graphText } from './graph-text.ts'
import { loaded } from './loaded.ts'
import type { LoadProject } from './project.ts'
import { stdoutScreen } from './report/screen.ts'
import { unitOrder, type UnitOrder } from './unit-order.ts'

const formats = ['text', 'mermaid', 'json'] as const

export const graph = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'graph', description: 'Show the order in which units are applied, cluster by cluster' },
    args: {
      cluster: { type: 'string', valueHint: 'name', description: 'Show one cluster only' },
      format: { type: 'enum', options: [...formats], default: 'text', description: 'How the order is written' },
    },
    async run({ args }) {
      const { fleet, estate } = await loaded(load)
      const clusters = args.cluster === undefined ? fleet.clusters : [choose('cluster', args.cluster, fleet.clusters)]
      const orders = clusters.map(cluster => unitOrder(cluster, fleet, estate))
      process.stdout.write(graphAs(args.format as (typeof formats)[number], orders))
      if (orders.some(({ cycles, missing }) => cycles.length > 0 || missing.length > 0)) process.exitCode = 1
    },
  })

function graphAs(format: (typeof formats)[number], orders: readonly UnitOrder[]): string {
  if (format === 'json') return `${JSON.stringify(orders, null, 2)}\n`
  if (format === 'mermaid') return graphMermaid(orders)
  const screen = stdoutScreen()
  return orders.map(order => graphText(order, screen)).join('\n')
}
