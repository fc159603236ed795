import { parseDuration, parseTimestamp } from '../../cel/time.ts'
import { set, toCel } from '../../cel/json.ts'
import { isFields } from '../../manifest/field.ts'
import type { StructuralSchema } from './structural-schema.ts'

/** Names of fields that CEL cannot read as they are. */
const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
)

/**
 * An object as rules of its schema see it: typed as the schema says, not as JSON happens to write it.
 * @see https://kubernetes.io/docs/reference/using-api/cel/#type-system-integration
 */
export function celValue(value: unknown, schema: StructuralSchema): unknown {
  if (value === null || schema['x-kubernetes-int-or-string']) return toCel(value)
  if (Array.isArray(value)) return schema.items ? value.map(item => celValue(item, schema.items!)) : toCel(value)
  if (isFields(value)) return fieldsOf(value, schema)
  if (typeof value === 'string') return textOf(value, schema.format)
  return typeof value === 'number' && schema.type === 'number' ? value : toCel(value)
}

function fieldsOf(value: Readonly<Record<string, unknown>>, schema: StructuralSchema): Record<string, unknown> {
  const { properties, additionalProperties: rest } = schema
  const out: Record<string, unknown> = {}
  for (const [key, child] of Object.entries(value)) {
    const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined
    if (own) set(out, escaped(key), celValue(child, own))
    else set(out, key, typeof rest === 'object' ? celValue(child, rest) : toCel(child))
  }
  return out
}

function textOf(text: string, format: string | undefined): unknown {
  if (format === 'date-time') return parseTimestamp(text)
  if (format === 'duration') return parseDuration(text)
  return format === 'byte' ? new Uint8Array(Buffer.from(text, 'base64')) : text
}

function escaped(name: string): string {
  if (reserved.has(name)) return `__${name}__`
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__')
}
