import { format, resolveConfig } from 'prettier'

/** One more entry of a list that is written by hand. */
export interface ListEntry {
  /** Name of the constant that holds the list. */
  readonly list: string
  /** What goes into the list: an identifier, or a text in quotes. */
  readonly entry: string
  /** Module that exports the identifier, as the file with the list names it. Absent for a text. */
  readonly module?: string
}

/** The text of a file with one more import and one more list entry; undefined where it holds no such list. */
export function addToList(text: string, { list, entry, module }: ListEntry): string | undefined {
  const start = new RegExp(`\\bconst ${list}\\b[^=]*=\\s*\\[`).exec(text)
  if (start === null) return undefined
  const at = start.index + start[0].length
  const end = text.indexOf(']', at)
  const listed = text.slice(0, at) + withEntry(text.slice(at, end), entry) + text.slice(end)
  if (module === undefined) return listed
  const statement = `import { ${entry} } from '${module}'\n`
  return text.includes(statement) ? listed : withImport(listed, statement)
}

/** A sorted list stays sorted, so that two branches seldom add on the same line; any other gets the entry at its end. */
function withEntry(body: string, entry: string): string {
  // Comments and nested lists may hold commas: what stands there stays as it is.
  if (!/^[\w\s,.'-]*$/.test(body)) return ` ${entry}, ${body}`
  const entries = body.split(',').map(each => each.trim())
  const given = entries.filter(each => each !== '')
  const isSorted = given.every((each, i) => i === 0 || given[i - 1]! < each)
  const after = isSorted ? given.findLastIndex(each => each < entry) : given.length - 1
  return given.toSpliced(after + 1, 0, entry).join(', ')
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
