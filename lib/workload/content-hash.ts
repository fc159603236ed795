import { createHash } from 'node:crypto'

/** Short hash of plain data, the same for the same data whatever the order of its keys. */
export function contentHash(data: unknown): string {
  return createHash('sha256').update(JSON.stringify(data, sortKeys)).digest('hex').slice(0, 16)
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
