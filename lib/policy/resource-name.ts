import { groupOf, versionOf } from '../manifest/object-key.ts'

/** A kind as policies match it: group, version and the plural. */
export interface Resource {
  readonly group: string
  readonly version: string
  /** Plurals the kind may have: English knows exceptions that a rule cannot. */
  readonly plurals: readonly string[]
}

const irregular: Readonly<Record<string, readonly string[]>> = {
  endpoints: ['endpoints'],
  componentstatus: ['componentstatuses'],
}

/** Names of the resource that serves a kind. A CustomResourceDefinition among `definitions` decides for its own kind. */
export function resourceOf(apiVersion: string, kind: string, definitions?: Definitions): Resource {
  const group = groupOf(apiVersion)
  const declared = definitions?.get(`${group}/${kind}`)
  const plurals = declared === undefined ? guess(kind.toLowerCase()) : [declared]
  return { group, version: versionOf(apiVersion), plurals }
}

/** Plurals of custom kinds by `group/Kind`. */
export type Definitions = ReadonlyMap<string, string>

function guess(kind: string): readonly string[] {
  if (irregular[kind] !== undefined) return irregular[kind]
  if (/(s|x|ch|sh)$/.test(kind)) return [`${kind}es`, `${kind}s`, kind]
  if (kind.endsWith('y'))
    return /[aeiou]y$/.test(kind) ? [`${kind}s`, `${kind.slice(0, -1)}ies`] : [`${kind.slice(0, -1)}ies`]
  return [`${kind}s`, kind]
}

/** Plurals that the CustomResourceDefinitions among some objects declare. */
export function definitionsIn(objects: Iterable<unknown>): Definitions {
  const out = new Map<string, string>()
  for (const object of objects) {
    const { kind, spec } = (object ?? {}) as {
      kind?: unknown
      spec?: { group?: unknown; names?: Record<string, unknown> }
    }
    if (kind !== 'CustomResourceDefinition') continue
    const { group, names } = spec ?? {}
    if (typeof names?.kind === 'string' && typeof names.plural === 'string')
      out.set(`${String(group)}/${names.kind}`, names.plural)
  }
  return out
}
