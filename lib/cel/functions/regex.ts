import { RE2JS } from 're2js'
import { CelError } from '../cel-error.ts'
import { none, Optional } from '../value.ts'
import type { Definition } from '../function-table.ts'
import type { Frame } from '../code.ts'

const compiled = new Map<string, RE2JS>()
const remembered = 1000

/** RE2 as Go has it: no backtracking, so time grows with the text only. @throws CelError for a wrong pattern */
export function pattern(source: string): RE2JS {
  const known = compiled.get(source)
  if (known !== undefined) return known
  if (source.length > 10_000) throw new CelError('regular expression is longer than 10000 characters')
  if (compiled.size >= remembered) compiled.clear()
  try {
    const expression = RE2JS.compile(source)
    compiled.set(source, expression)
    return expression
  } catch (error) {
    throw new CelError(`'${source}' is not a regular expression: ${(error as Error).message}`)
  }
}

function matches(frame: Frame, text: string, source: string): boolean {
  frame.budget.charge(text.length / 10 + source.length / 4)
  return pattern(source).matcher(text).find()
}

function findAll(text: string, source: string, limit = -1n): readonly string[] {
  const matcher = pattern(source).matcher(text)
  const out: string[] = []
  while ((limit < 0n || out.length < Number(limit)) && matcher.find()) out.push(matcher.group() ?? '')
  return out
}

function groupOf(text: string, source: string): readonly (string | null)[] {
  const matcher = pattern(source).matcher(text)
  const out: (string | null)[] = []
  if (matcher.groupCount() > 1) throw new CelError(`'${source}' has more than one group`)
  while (matcher.find()) out.push(matcher.group(matcher.groupCount()))
  return out
}

function extract(text: string, source: string): Optional {
  const [found] = groupOf(text, source)
  return found === undefined || found === null ? none : new Optional(true, found)
}

function replace(text: string, source: string, [by, limit]: readonly [string, bigint]): string {
  const parts: string[] = []
  const matcher = pattern(source).matcher(text)
  let from = 0
  for (let count = 0; (limit < 0n || count < Number(limit)) && matcher.find(); count++) {
    const insert = by.replace(/\\(\\|\d)/g, (_, group: string) =>
      group === '\\' ? '\\' : (matcher.group(Number(group)) ?? ''),
    )
    parts.push(text.slice(from, matcher.start()), insert)
    from = matcher.end()
  }
  return parts.join('') + text.slice(from)
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-regex-library and cel-go's ext.Regex */
export const regexes: readonly Definition[] = [
  ['string.matches(string): bool', matches, 'framed'],
  ['matches(string, string): bool', matches, 'framed'],
  ['string.find(string): string', (text: string, source: string) => findAll(text, source, 1n)[0] ?? ''],
  ['string.findAll(string): list', (text: string, source: string) => findAll(text, source)],
  ['string.findAll(string, int): list', findAll],
  ['regex/extract(string, string): optional', extract],
  ['regex/extractAll(string, string): list', (text: string, source: string) => groupOf(text, source).filter(Boolean)],
  [
    'regex/replace(string, string, string): string',
    (text: string, source: string, by: string) => replace(text, source, [by, -1n]),
  ],
  [
    'regex/replace(string, string, string, int): string',
    (...[text, source, by, limit]: [string, string, string, bigint]) => replace(text, source, [by, limit]),
  ],
]
