import { CelError } from '../cel-error.ts'
import { printDouble } from './conversions.ts'
import { isMap, keysOf, lookup, numberOf, TypeValue, typeOf, Uint } from '../value.ts'
import type { Value } from '../value.ts'

/** `'%d of %s'.format([1, 'two'])`. @see https://pkg.go.dev/github.com/google/cel-go/ext#Strings */
export function format(template: string, args: readonly Value[]): string {
  let used = 0
  const out = template.replace(/%(?:%|(?:\.(\d+))?([a-zA-Z]))|%/g, (whole, precision: string | undefined, verb) => {
    if (whole === '%%') return '%'
    if (verb === undefined) throw new CelError('unexpected end of format string after %')
    if (used >= args.length) throw new CelError(`index ${used} out of range`)
    return one(verb as string, args[used++], precision === undefined ? undefined : Number(precision))
  })
  return out
}

function one(verb: string, value: Value, precision: number | undefined): string {
  const number = numberOf(value)
  if (verb === 's') return text(value)
  if (verb === 'd' && number !== undefined) return typeof number === 'bigint' ? String(number) : printDouble(number)
  if ('fe'.includes(verb) && number !== undefined) return fixed(verb, Number(number), precision ?? 6)
  if (verb === 'b' && typeof value === 'boolean') return value ? '1' : '0'
  if ('xX'.includes(verb) && (typeof value === 'string' || value instanceof Uint8Array)) {
    const hex = Buffer.from(value as string).toString('hex')
    return verb === 'X' ? hex.toUpperCase() : hex
  }
  const base = { b: 2, o: 8, x: 16, X: 16 }[verb]
  if (base === undefined || typeof number !== 'bigint') throw new CelError(`'%${verb}' cannot print a ${typeOf(value)}`)
  return verb === 'X' ? number.toString(base).toUpperCase() : number.toString(base)
}

function fixed(verb: string, value: number, precision: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'
  if (precision > 100) throw new CelError('precision is larger than 100')
  if (verb === 'f') return value.toFixed(precision)
  return value.toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2')
}

function text(value: Value): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number') return printDouble(value)
  if (value instanceof Uint) return String(value.value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8')
  if (value instanceof TypeValue) return value.name
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`
  if (!isMap(value)) return String(value)
  const entries = keysOf(value).map(key => `${text(key)}: ${text(lookup(value, key))}`)
  return `{${entries.sort().join(', ')}}`
}
