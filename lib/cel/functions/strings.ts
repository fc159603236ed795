import { CelError, CostError } from '../cel-error.ts'
import { longestString } from '../budget.ts'
import { format } from './format-string.ts'
import type { Definition } from '../function-table.ts'
import type { Value } from '../value.ts'

/** Characters as CEL counts them: code points. The string itself where all are one unit long, which is faster. */
function points(text: string): string | readonly string[] {
  return /[\ud800-\udbff]/.test(text) ? [...text] : text
}

function piece(source: string | readonly string[], start: number, end?: number): string {
  return typeof source === 'string' ? source.slice(start, end) : source.slice(start, end).join('')
}

function bound(index: bigint, length: number): number {
  if (index < 0n || index > BigInt(length)) throw new CelError(`index out of range: ${index}`)
  return Number(index)
}

function charAt(text: string, index: bigint): string {
  const source = points(text)
  return source[bound(index, source.length)] ?? ''
}

function substring(text: string, from: bigint, to?: bigint): string {
  const source = points(text)
  const start = bound(from, source.length)
  const end = to === undefined ? source.length : bound(to, source.length)
  if (start > end) throw new CelError(`invalid substring range: ${start} to ${end}`)
  return piece(source, start, end)
}

function indexOf(text: string, wanted: string, from = 0n): bigint {
  const source = points(text)
  const start = bound(from, source.length)
  const at = piece(source, start).indexOf(wanted)
  return BigInt(at < 0 ? -1 : start + points(piece(source, start).slice(0, at)).length)
}

function lastIndexOf(text: string, wanted: string, before?: bigint): bigint {
  const source = points(text)
  const end = before === undefined ? source.length : bound(before, source.length)
  const at = text.lastIndexOf(wanted, piece(source, 0, end).length)
  return BigInt(at < 0 ? -1 : points(text.slice(0, at)).length)
}

function split(text: string, separator: string, limit = -1n): Value {
  if (limit === 0n) return []
  const parts = separator === '' ? [...text] : text.split(separator)
  if (limit < 0n || BigInt(parts.length) <= limit) return parts
  const kept = Number(limit) - 1
  return [...parts.slice(0, kept), parts.slice(kept).join(separator)]
}

function replace(text: string, wanted: string, by: string): string {
  return bounded(text.split(wanted).length * by.length + text.length, () => text.replaceAll(wanted, () => by))
}

function replaceSome(text: string, wanted: string, [by, limit]: readonly [string, bigint]): string {
  if (limit < 0n) return replace(text, wanted, by)
  const parts = text.split(wanted)
  const cut = Math.min(Number(limit), parts.length - 1)
  return bounded(text.length + cut * by.length, () => [...parts.slice(0, cut), parts.slice(cut).join(wanted)].join(by))
}

function bounded(length: number, build: () => string): string {
  if (length > longestString) throw new CostError(`string is longer than ${longestString} characters`)
  return build()
}

function join(list: readonly Value[], separator = ''): string {
  let length = 0
  for (const item of list) {
    if (typeof item !== 'string') throw new CelError('no such overload: join() needs a list of strings')
    length += item.length + separator.length
  }
  return bounded(length, () => list.join(separator))
}

const spaces = /^[\s\u0085\u180e\u200b\u200c\u200d\u2060]+|[\s\u0085\u180e\u200b\u200c\u200d\u2060]+$/g
const lower = (text: string) => text.replace(/[A-Z]+/g, upper => upper.toLowerCase())
const upper = (text: string) => text.replace(/[a-z]+/g, letters => letters.toUpperCase())

function quote(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\v': '\\v' }

  return JSON.stringify(text)
    .replace(/\\u0007|\\u000b/g, code => (code.endsWith('7') ? '\\a' : '\\v'))
    .replace(/[\x07\b\f\v]/g, c => escapes[c]!)
}

/** https://pkg.go.dev/github.com/google/cel-go/ext#Strings */
export const strings: readonly Definition[] = [
  ['string.startsWith(string): bool', (text: string, prefix: string) => text.startsWith(prefix)],
  ['string.endsWith(string): bool', (text: string, suffix: string) => text.endsWith(suffix)],
  ['string.contains(string): bool', (text: string, part: string) => text.includes(part)],
  ['string.charAt(int): string', charAt],
  ['string.indexOf(string): int', (text: string, wanted: string) => indexOf(text, wanted)],
  ['string.indexOf(string, int): int', indexOf],
  ['string.lastIndexOf(string): int', (text: string, wanted: string) => lastIndexOf(text, wanted)],
  ['string.lastIndexOf(string, int): int', lastIndexOf],
  ['string.lowerAscii(): string', lower],
  ['string.upperAscii(): string', upper],
  ['string.replace(string, string): string', replace],
  [
    'string.replace(string, string, int): string',
    (...[text, wanted, by, limit]: [string, string, string, bigint]) => replaceSome(text, wanted, [by, limit]),
  ],
  ['string.split(string): list', (text: string, separator: string) => split(text, separator)],
  ['string.split(string, int): list', split],
  ['string.substring(int): string', (text: string, from: bigint) => substring(text, from)],
  ['string.substring(int, int): string', substring],
  ['string.trim(): string', (text: string) => text.replace(spaces, '')],
  ['string.reverse(): string', (text: string) => [...text].reverse().join('')],
  ['string.format(list): string', format],
  ['strings/quote(string): string', quote],
  ['list.join(): string', (list: readonly Value[]) => join(list)],
  ['list.join(string): string', join],
]
