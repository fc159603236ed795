import { availableParallelism } from 'node:os'
import process from 'node:process'
import { useInstead } from '../lib/finding/unknown-name.ts'
import { memoryFolder } from './bench-project.ts'
import { rows as policy } from './policy.ts'
import { rows as render } from './render.ts'
import type { Row } from './row.ts'
import { rows as tenants } from './tenants.ts'

const benches: Readonly<Record<string, () => Promise<Row[]> | Row[]>> = { render, tenants, policy }

const names = process.argv.slice(2)
const unknown = names.find(name => !(name in benches))
if (unknown === undefined) await report(names.length === 0 ? Object.keys(benches) : names)
else {
  process.stderr.write(`bench: unknown benchmark "${unknown}"; ${useInstead(unknown, Object.keys(benches))}\n`)
  process.exitCode = 1
}

async function report(chosen: readonly string[]): Promise<void> {
  process.stderr.write('this takes a few minutes\n')
  const rows: Row[] = []
  for (const name of chosen) rows.push(...(await benches[name]!()))
  const machine = `node ${process.versions.node}, ${availableParallelism()} cores, files in ${memoryFolder}`
  process.stdout.write(`${machine}\n\n${table(rows)}`)
  if (rows.some(({ reached }) => reached === false)) process.exitCode = 1
}

function table(rows: readonly Row[]): string {
  const cells = rows.map(({ scenario, size, value, unit, target = '', reached }) => [
    ...[scenario, size, value < 10 ? value.toFixed(2) : value.toFixed(0), unit, target],
    reached === undefined ? '' : reached ? 'yes' : 'no',
  ])
  const lines = [['scenario', 'size', 'value', 'unit', 'target', 'reached'], ...cells]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map(line => line[column]!.length)))
  const rule = widths.map(width => '-'.repeat(width))
  const padded = (line: readonly string[]) =>
    `| ${line.map((cell, column) => (column === 2 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join(' | ')} |\n`
  return [lines[0]!, rule, ...lines.slice(1)].map(padded).join('')
}
