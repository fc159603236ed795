import { toJson } from '../../cel/json.ts'

/** The value of an expression as JSON; one that has no such form as text that tells its type. */
export function plainValue(value: unknown): unknown {
  try {
    return toJson(value)
  } catch {
    return `<${(value as { celType?: string }).celType ?? typeof value}>`
  }
}
