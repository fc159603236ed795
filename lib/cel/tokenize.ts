import { CelError } from './cel-error.ts'
import { readLiteral } from './string-literal.ts'
import { Uint } from './value.ts'

export interface Token {
  readonly kind: 'identifier' | 'constant' | 'symbol' | 'end'
  /** The symbol or identifier as written. */
  readonly text: string
  readonly value?: unknown
  readonly offset: number
}

const skipped = /(?:[\s]+|\/\/[^\n]*)*/y
const number =
  /(?:0[xX][0-9a-fA-F]+[uU]?)|(?:[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?)|(?:[0-9]+[uU]?)/y
const text = /[rRbB]{0,2}(?:"""|'''|"|')/y
const word = /[A-Za-z_][A-Za-z0-9_]*/y
const quotedWord = /`[A-Za-z0-9_./ -]+`/y
const symbol = /&&|\|\||==|!=|<=|>=|[-+*/%!<>?:.,()[\]{}]/y

const keywords = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** Longest expression the API server accepts, in code units. https://pkg.go.dev/github.com/google/cel-go/parser */
const longest = 100_000

/** Splits an expression by the lexical rules of the CEL specification. @throws CelError at the character it cannot read */
export function tokenize(source: string): Token[] {
  if (source.length > longest) throw new CelError(`expression is longer than ${longest} characters`)
  const tokens: Token[] = []
  let offset = skip(source, 0)
  while (offset < source.length) {
    const { token, end } = next(source, offset)
    tokens.push(token)
    offset = skip(source, end)
  }
  return [...tokens, { kind: 'end', text: 'end of expression', offset: source.length }]
}

function skip(source: string, offset: number): number {
  return offset + (match(skipped, source, offset)?.length ?? 0)
}

function match(pattern: RegExp, source: string, offset: number): string | undefined {
  pattern.lastIndex = offset
  return pattern.exec(source)?.[0]
}

function next(source: string, offset: number): { token: Token; end: number } {
  const quote = match(text, source, offset)
  if (quote !== undefined) {
    const { value, end } = readLiteral(source, offset, quote)
    return { token: { kind: 'constant', text: source.slice(offset, end), value, offset }, end }
  }
  const digits = match(number, source, offset)
  if (digits !== undefined) {
    const value = numeral(digits, { source, offset })
    return { token: { kind: 'constant', text: digits, value, offset }, end: offset + digits.length }
  }
  const name = match(word, source, offset)
  if (name !== undefined) return { token: named(name, offset), end: offset + name.length }
  const quoted = match(quotedWord, source, offset)
  if (quoted !== undefined) {
    return { token: { kind: 'identifier', text: quoted.slice(1, -1), offset }, end: offset + quoted.length }
  }
  const sign = match(symbol, source, offset)
  if (sign === undefined) throw new CelError(`unexpected character '${source[offset]}'`, { source, offset })
  return { token: { kind: 'symbol', text: sign, offset }, end: offset + sign.length }
}

function named(name: string, offset: number): Token {
  if (keywords.has(name)) return { kind: 'constant', text: name, value: keywords.get(name), offset }
  return { kind: name === 'in' ? 'symbol' : 'identifier', text: name, offset }
}

function numeral(digits: string, at: { source: string; offset: number }): unknown {
  const hex = /^0[xX]/.test(digits)
  if (!hex && /[.eE]/.test(digits)) return Number(digits)
  const unsigned = /[uU]$/.test(digits)
  const value = BigInt(unsigned ? digits.slice(0, -1) : digits)
  // One past the largest int is let through: with a minus before it, it is the smallest.
  if (value > (unsigned ? 2n ** 64n - 1n : 2n ** 63n))
    throw new CelError(`number ${digits} does not fit in 64 bits`, at)
  return unsigned ? new Uint(value) : value
}
