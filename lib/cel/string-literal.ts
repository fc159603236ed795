import { CelError } from './cel-error.ts'

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '?': '?',
  '"': '"',
  "'": "'",
  '`': '`',
}

const numeric = /x([0-9a-fA-F]{2})|X([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})/y

/** Reads a string or bytes literal whose prefix and opening quote are `opening`. @throws CelError for a wrong escape */
export function readLiteral(source: string, offset: number, opening: string): { value: unknown; end: number } {
  const prefix = opening.replace(/["']+$/, '').toLowerCase()
  const quote = opening.slice(prefix.length)
  const start = offset + opening.length
  const close = closing(source, start, { quote, raw: prefix.includes('r') })
  if (close < 0) throw new CelError('string is not closed', { source, offset })
  const body = source.slice(start, close)
  const bytes = prefix.includes('b')
  const value = prefix.includes('r') ? body : unescape(source, start, { body, bytes })
  return { value: bytes ? toBytes(value, prefix.includes('r')) : value, end: close + quote.length }
}

function closing(source: string, start: number, { quote, raw }: { quote: string; raw: boolean }): number {
  for (let i = start; i < source.length; i++) {
    if (source.startsWith(quote, i)) return i
    if (source[i] === '\\' && !raw) i++
    if (source[i] === '\n' && quote.length === 1) return -1
  }
  return -1
}

function unescape(source: string, start: number, { body, bytes }: { body: string; bytes: boolean }): string {
  if (!body.includes('\\')) return bytes ? latin(body) : body
  let out = ''
  for (let i = 0; i < body.length; i++) {
    if (body[i] !== '\\') {
      const plain = String.fromCodePoint(body.codePointAt(i)!)
      out += bytes ? latin(plain) : plain
      i += plain.length - 1
      continue
    }
    const known = simple[body[i + 1] ?? '']
    numeric.lastIndex = i + 1
    const code = known === undefined ? numeric.exec(body) : null
    if (known === undefined && code === null) {
      throw new CelError(`unknown escape '${body.slice(i, i + 2)}'`, { source, offset: start + i })
    }
    out += known ?? codePoint(code!, { source, offset: start + i })
    i += known === undefined ? code![0].length : 1
  }
  return out
}

function codePoint(match: RegExpExecArray, at: { source: string; offset: number }): string {
  const octal = match[5]
  const point = octal === undefined ? Number.parseInt(match[0].slice(1), 16) : Number.parseInt(octal, 8)
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) throw new CelError('no such code point', at)
  return String.fromCodePoint(point)
}

/** One character a byte, as escapes in bytes literals mean bytes and everything else its UTF-8. */
function latin(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function toBytes(value: string, raw: boolean): Uint8Array {
  return new Uint8Array(Buffer.from(value, raw ? 'utf8' : 'latin1'))
}
