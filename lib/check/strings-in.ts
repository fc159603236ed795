/** Every string in plain data with the path to it; the path of a list item holds its index. */
export function* stringsIn(value: unknown, path = ''): Iterable<readonly [path: string, text: string]> {
  if (typeof value === 'string') yield [path, value]
  else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* stringsIn(item, `${path}[${i}]`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) yield* stringsIn(child, path === '' ? key : `${path}.${key}`)
  }
}
