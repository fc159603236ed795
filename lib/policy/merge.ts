import { CelError } from '../cel/cel-error.ts'
import { mergeSchemaOf } from './merge-schema.ts'
import { set } from '../cel/json.ts'
import { text } from './request.ts'
import type { AnyObject } from './request.ts'
import type { MergeSchema } from './merge-schema.ts'

export interface MergeOptions {
  /** Lets a patch replace what is atomic, as server-side apply does. */
  readonly serverSideApply?: boolean
}

/**
 * The object with a patch applied as server-side apply merges it: maps field by field, lists by the keys of their items.
 * @throws CelError where the patch holds an atomic list or map, which mutating policies may not touch
 */
export function applyConfiguration(
  object: AnyObject,
  patch: AnyObject,
  { serverSideApply = false }: MergeOptions = {},
): AnyObject {
  const schema = mergeSchemaOf(text(object.apiVersion))
  const atomics = schema.known && !serverSideApply ? findAtomics(patch, [], schema) : []
  if (atomics.length > 0) {
    throw new CelError(
      `invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: ${atomics.join(', ')}`,
    )
  }
  return mergeMaps(object, patch, { path: [], schema }) as AnyObject
}

interface Place {
  readonly path: readonly string[]
  readonly schema: MergeSchema
}

function findAtomics(value: unknown, path: readonly string[], schema: MergeSchema): string[] {
  if (Array.isArray(value)) {
    const inside = value.flatMap(item => findAtomics(item, path, schema))
    return schema.keys(path) === undefined && !schema.isSet(path) ? [`.${path.join('.')}`, ...inside] : inside
  }
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).flatMap(([key, item]) => findAtomics(item, [...path, key], schema))
  return schema.isAtomicMap(path) ? [`.${path.join('.')}`, ...inside] : inside
}

function merge(old: unknown, patch: unknown, place: Place): unknown {
  if (Array.isArray(old) && Array.isArray(patch)) return mergeLists(old, patch, place)
  if (isObject(old) && isObject(patch) && !place.schema.isAtomicMap(place.path)) return mergeMaps(old, patch, place)
  return patch
}

export function isObject(value: unknown): value is AnyObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function mergeMaps(old: AnyObject, patch: AnyObject, { path, schema }: Place): AnyObject {
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(old)) set(out, key, value)
  for (const [key, value] of Object.entries(patch)) {
    const before = Object.hasOwn(old, key) ? old[key] : undefined
    set(out, key, merge(before, value, { path: [...path, key], schema }))
  }
  return out
}

const defaults: AnyObject = { protocol: 'TCP' }

function identity(item: unknown, keys: readonly string[]): string {
  if (!isObject(item)) return JSON.stringify(item)
  return JSON.stringify(keys.map(key => item[key] ?? defaults[key] ?? null))
}

function mergeLists(old: readonly unknown[], patch: readonly unknown[], place: Place): readonly unknown[] {
  const keys = place.schema.keys(place.path) ?? (place.schema.isSet(place.path) ? [] : undefined)
  if (keys === undefined) return patch
  const before = old.map(item => [identity(item, keys), item] as const)
  const after = new Map(patch.map(item => [identity(item, keys), item] as const))
  const known = new Map(before)
  const combine = (id: string) => (known.has(id) ? merge(known.get(id), after.get(id), place) : after.get(id))
  return interleave(before, [...after.keys()], combine)
}

/**
 * The order of structured merge: old items stay where they are, new ones come just before the shared item they precede
 * in the patch, and shared items follow the patch where the two disagree.
 */
function interleave(
  before: readonly (readonly [string, unknown])[],
  after: readonly string[],
  combine: (id: string) => unknown,
): readonly unknown[] {
  const patched = new Set(after)
  const existing = new Set(before.map(([id]) => id))
  const out: unknown[] = []
  const pending = [...after]
  const done = new Set<string>()
  const take = (id: string) => {
    done.add(id)
    out.push(combine(id))
  }
  for (const [id, item] of before) {
    if (!patched.has(id)) out.push(item)
    else if (!done.has(id) && pending.find(next => existing.has(next)) === id) {
      while (pending[0] !== id) take(pending.shift()!)
      take(pending.shift()!)
    }
  }
  for (const id of pending) take(id)
  return out
}
