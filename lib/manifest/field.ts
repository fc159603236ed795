/** What stands at a dotted path of plain data; undefined where any step is missing. */
export function field(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isFields(at) ? at[key] : undefined), value)
}

/** The list at a dotted path; empty where there is none. */
export function items(value: unknown, path: string): readonly unknown[] {
  const found = field(value, path)
  return Array.isArray(found) ? found : []
}

/** The string at a dotted path; undefined where there is none. */
export function text(value: unknown, path: string): string | undefined {
  const found = field(value, path)
  return typeof found === 'string' ? found : undefined
}

export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The number at a dotted path; undefined where there is none. */
export function number(value: unknown, path: string): number | undefined {
  const found = field(value, path)
  return typeof found === 'number' ? found : undefined
}
