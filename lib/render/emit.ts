import { dump } from 'js-yaml'
import type { Manifest } from '../manifest/manifest.ts'
import { compare } from './place.ts'

/** The text of an object's file: keys in one order, no line folded, nothing that YAML 1.1 readers take for another value. */
export function emit({ apiVersion, kind, metadata, ...rest }: Manifest): string {
  const ordered = { apiVersion, kind, metadata: sorted(metadata), ...(sorted(rest) as object) }
  return dump(ordered, { lineWidth: -1, noRefs: true })
}

/** A copy with keys sorted by code unit, never by locale. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compare(a, b))
      .map(([key, field]) => [key, sorted(field)]),
  )
}
