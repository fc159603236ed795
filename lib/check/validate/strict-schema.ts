import type { StructuralSchema } from './structural-schema.ts'

type JsonSchema = Record<string, unknown>

/** Keywords that mean the same in JSON Schema. */
const same = [
  'enum',
  'pattern',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const

/**
 * The JSON Schema that refuses what the API server refuses and what it would silently drop: unknown fields.
 * `$ref` stays as it is written.
 */
export function strictSchema(schema: StructuralSchema): JsonSchema {
  return schema.$ref === undefined ? { ...values(schema), ...fields(schema), ...list(schema) } : values(schema)
}

/** Allows or refuses values; says nothing about which fields exist, so it is what stands below `anyOf` and the like. */
function values(schema: StructuralSchema): JsonSchema {
  if (schema.$ref !== undefined) return { $ref: schema.$ref }
  const out: JsonSchema = { ...types(schema), ...bounds(schema) }
  for (const key of same) if (schema[key] !== undefined) out[key] = schema[key]
  if (schema.nullable && schema.enum) out['enum'] = [...schema.enum, null]
  if (schema.required) out['required'] = schema.required
  if (schema.not) out['not'] = below(schema.not)
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const) {
    // Beside x-kubernetes-int-or-string this is always `anyOf: [integer, string]`, which the type says already.
    const isIntOrString = key === 'anyOf' && schema['x-kubernetes-int-or-string']
    if (schema[key] && !isIntOrString) out[key] = schema[key].map(below)
  }
  return out
}

function below(schema: StructuralSchema): JsonSchema {
  const out = values(schema)
  if (schema.properties) out['properties'] = mapValues(schema.properties, below)
  if (schema.items) out['items'] = below(schema.items)
  const rest = schema.additionalProperties
  if (rest !== undefined) out['additionalProperties'] = typeof rest === 'boolean' ? rest : below(rest)
  return out
}

function types({ type, format, nullable, ...schema }: StructuralSchema): JsonSchema {
  if (schema['x-kubernetes-int-or-string'] || format === 'int-or-string') return typed(['integer', 'string'], nullable)
  return { ...(type !== undefined && typed(type, nullable)), ...(format !== undefined && { format }) }
}

function typed(type: string | readonly string[], nullable = false): JsonSchema {
  return { type: nullable ? [type, 'null'].flat() : type }
}

function bounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: StructuralSchema): JsonSchema {
  return {
    ...(minimum !== undefined && { [exclusiveMinimum ? 'exclusiveMinimum' : 'minimum']: minimum }),
    ...(maximum !== undefined && { [exclusiveMaximum ? 'exclusiveMaximum' : 'maximum']: maximum }),
  }
}

function fields(schema: StructuralSchema): JsonSchema {
  const { properties, additionalProperties: rest } = schema
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || rest === true
  if (schema['x-kubernetes-embedded-resource']) return embedded(schema, open)
  const closed = !open && (properties !== undefined || schema.type === 'object')
  return {
    ...(properties && { properties: mapValues(properties, strictSchema) }),
    ...(typeof rest === 'object'
      ? { additionalProperties: strictSchema(rest) }
      : closed && { additionalProperties: false }),
  }
}

/** A whole object inside of an object: it has the fields that every object has. */
function embedded({ properties = {}, required = [] }: StructuralSchema, open: boolean): JsonSchema {
  const own = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } }
  return {
    properties: { ...mapValues(properties, strictSchema), ...own },
    required: [...new Set([...required, 'apiVersion', 'kind'])],
    ...(!open && { additionalProperties: false }),
  }
}

function list(schema: StructuralSchema): JsonSchema {
  const kind = schema['x-kubernetes-list-type']
  const keys = schema['x-kubernetes-list-map-keys']
  return {
    ...(schema.items && { items: strictSchema(schema.items) }),
    ...(kind === 'set' && { uniqueItems: true }),
    ...(kind === 'map' && keys && { uniqueKeys: keys }),
  }
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}
