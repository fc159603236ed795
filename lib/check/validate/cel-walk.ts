import { isFields } from '../../manifest/field.ts'
import { pointerTo } from './json-pointer.ts'
import type { SchemaError } from './schema-error.ts'
import type { CelRule, StructuralSchema } from './structural-schema.ts'

/**
 * Compiles one rule of one schema node, once; the function says what is wrong with a value, or nothing.
 * Undefined for a rule that cannot be judged without a cluster.
 */
export type CelRules = (rule: CelRule, schema: StructuralSchema) => ((self: unknown) => string | undefined) | undefined

type Walk = (value: unknown, path: string) => Iterable<SchemaError>

/** The CEL rules of a schema as one function over whole objects; undefined where it has none. */
export function celWalk(schema: StructuralSchema, rules: CelRules): Walk | undefined {
  const own = (schema['x-kubernetes-validations'] ?? []).flatMap(rule => {
    const broken = isTransition(rule) ? undefined : rules(rule, schema)
    return broken === undefined ? [] : [{ rule, broken }]
  })
  const fields = Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    const walk = celWalk(child, rules)
    return walk === undefined ? [] : [{ key, walk }]
  })
  const rest = typeof schema.additionalProperties === 'object' ? celWalk(schema.additionalProperties, rules) : undefined
  const item = schema.items && celWalk(schema.items, rules)
  if (own.length === 0 && fields.length === 0 && rest === undefined && item === undefined) return undefined
  return function* walk(value, path) {
    if (value === null || value === undefined) return
    for (const { rule, broken } of own) yield* ruleErrors(rule, broken(value), path)
    if (Array.isArray(value)) {
      if (item) for (const [i, child] of value.entries()) yield* item(child, pointerTo(path, i))
    } else if (isFields(value)) {
      for (const { key, walk } of fields) yield* walk(value[key], pointerTo(path, key))
      if (rest) for (const [key, child] of Object.entries(value)) yield* rest(child, pointerTo(path, key))
    }
  }
}

/** A rule over the old object says nothing about a new one. */
function isTransition({ rule, optionalOldSelf }: CelRule): boolean {
  return optionalOldSelf !== true && /\boldSelf\b/.test(rule)
}

function* ruleErrors({ rule, fieldPath }: CelRule, message: string | undefined, path: string): Iterable<SchemaError> {
  if (message === undefined) return
  const instancePath = path + (fieldPath ?? '').replaceAll('.', '/')
  yield { instancePath, schemaPath: '', keyword: 'cel', params: { rule }, message }
}
