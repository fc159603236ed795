import { stripVTControlCharacters } from 'node:util'
import { renderUsage } from 'citty'
import { detailsOf } from './details.ts'
import { wrap } from './report/text.ts'
import type { Called } from './strict.ts'

const width = 80
/** The widest first column; what is wider has a line of its own. */
const widest = 28

/** How a command is called, in plain text that fits a terminal: citty lets a long flag push everything to the right. */
export async function usage({ command, path }: Called): Promise<string> {
  const parent = path.length > 1 ? { meta: { name: path.slice(0, -1).join(' ') } } : undefined
  const text = stripVTControlCharacters(await renderUsage(command, parent)).trim()
  return [`${fitted(text)}\n`, detailsOf(command)].filter(Boolean).join('\n')
}

/** The same text with its tables aligned on the left and every line folded at 80 columns. */
export function fitted(text: string): string {
  return text
    .split('\n\n')
    .map(part => part.split('\n').map(line => line.trimEnd()))
    .map(lines =>
      lines.every(line => row.test(line)) ? table(lines) : lines.flatMap(line => wrap(line, width)).join('\n'),
    )
    .join('\n\n')
}

/** A name or flag, four spaces, and what it is. */
const row = /^ {2,}(\S.*?) {4}(.*)$/

function table(lines: readonly string[]): string {
  const rows = lines.map(line => row.exec(line)!.slice(1) as [string, string])
  const column = Math.max(...rows.map(([name]) => name.length).filter(length => length <= widest), 0) + 4
  return rows
    .map(([name, description]) => {
      const indent = ' '.repeat(column)
      const first = name.length + 4 > column ? `  ${name}\n${indent}` : `  ${name}`.padEnd(column)
      return first + wrap(description, width - column).join(`\n${indent}`)
    })
    .join('\n')
}
