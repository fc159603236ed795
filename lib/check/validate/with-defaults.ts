import { isFields } from '../../manifest/field.ts'
import type { StructuralSchema } from './structural-schema.ts'

/**
 * The value as the API server would complete it before it looks at it; what needs no default is not copied.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting
 */
export function withDefaults(value: unknown, schema: StructuralSchema): unknown {
  if (Array.isArray(value)) return schema.items ? listWithDefaults(value, schema.items) : value
  if (!isFields(value)) return value
  let out: Record<string, unknown> | undefined
  for (const [key, child] of Object.entries(schema.properties ?? {})) {
    const found = value[key]
    const isUnset = found === undefined || (found === null && !child.nullable)
    const start = isUnset && child.default !== undefined ? child.default : found
    const completed = start === undefined ? undefined : withDefaults(start, child)
    if (completed !== found) out = { ...(out ?? value), [key]: completed }
  }
  const rest = schema.additionalProperties
  if (typeof rest !== 'object') return out ?? value
  for (const [key, child] of Object.entries(value)) {
    if (schema.properties && key in schema.properties) continue
    const completed = withDefaults(child, rest)
    if (completed !== child) out = { ...(out ?? value), [key]: completed }
  }
  return out ?? value
}

function listWithDefaults(list: readonly unknown[], schema: StructuralSchema): readonly unknown[] {
  const completed = list.map(item => withDefaults(item, schema))
  return completed.some((item, i) => item !== list[i]) ? completed : list
}
