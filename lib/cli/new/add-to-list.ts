import { format, resolveConfig } from 'prettier'

/** One more entry of a list that is written by hand. */
export interface ListEntry {
  /** Name of the constant that holds the list. */
  readonly list: string
  /** Identifier that goes into the list and is imported. */
  readonly identifier: string
  /** Module that exports it, as the file with the list names it. */
  readonly module: string
}

/** The text of a file with one more import and one more list entry; undefined where it holds no such list. */
export function addToList(text: string, { list, identifier, module }: ListEntry): string | undefined {
  const start = new RegExp(`\\bconst ${list}\\b[^=]*=\\s*\\[`).exec(text)
  if (start === null) return undefined
  const at = start.index + start[0].length
  const end = text.indexOf(']', at)
  const body = text.slice(at, end).trimEnd()
  const comma = body === '' || body.endsWith(',') ? '' : ','
  const listed = `${text.slice(0, at)}${body}${comma} ${identifier}${text.slice(end)}`
  const statement = `import { ${identifier} } from '${module}'\n`
  return text.includes(statement) ? listed : withImport(listed, statement)
}

/** Imports stand sorted by module, as in every hand-written list of this repository. */
function withImport(text: string, statement: string): string {
  const imports = [...text.matchAll(/^import .*\n/gm)]
  const module = (line: string) => line.slice(line.lastIndexOf(' from '))
  const after = imports.findLast(([line]) => module(line) < module(statement)) ?? undefined
  const at = after === undefined ? (imports[0]?.index ?? 0) : after.index + after[0].length
  return text.slice(0, at) + statement + text.slice(at)
}

/** As the formatter of the repository would have it. */
export async function formatted(text: string, file: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file })
}
