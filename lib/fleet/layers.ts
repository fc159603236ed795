import type { Cluster } from './cluster.ts'

type Partially<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Partially<T[K]> }
    : T

/** A value with exceptions: cluster wins over region, region over environment, environment over the default. */
export interface Layers<T> {
  readonly default: T
  readonly environments?: Readonly<Record<string, Partially<NoInfer<T>>>>
  readonly regions?: Readonly<Record<string, Partially<NoInfer<T>>>>
  readonly clusters?: Readonly<Record<string, Partially<NoInfer<T>>>>
}

/** One field of a layered value, and every layer that says something about it, lowest first: the last one wins. */
export interface Origin {
  /** Dotted path; `''` for a value that has no fields. */
  readonly field: string
  readonly layers: readonly { readonly layer: string; readonly value: unknown }[]
}

/** The value on one cluster. Objects merge field by field; lists and scalars replace. */
export function resolve<T>(layers: Layers<T>, cluster: Cluster): T {
  return layersFor(layers, cluster).reduce<unknown>((merged, { value }) => merge(merged, value), undefined) as T
}

/** Which layer said what about each field on one cluster, sorted by field. */
export function origins<T>(layers: Layers<T>, cluster: Cluster): Origin[] {
  const fields = new Map<string, { layer: string; value: unknown }[]>()
  for (const { layer, value } of layersFor(layers, cluster)) {
    for (const [field, leaf] of leaves(value)) fields.set(field, [...(fields.get(field) ?? []), { layer, value: leaf }])
  }
  return [...fields].map(([field, layers]) => ({ field, layers })).sort((a, b) => (a.field < b.field ? -1 : 1))
}

function layersFor<T>(layers: Layers<T>, { environment, region, name }: Cluster): { layer: string; value: unknown }[] {
  return [
    { layer: 'default', value: layers.default },
    { layer: `environment ${environment.name}`, value: layers.environments?.[environment.name] },
    { layer: `region ${region}`, value: layers.regions?.[region] },
    { layer: `cluster ${name}`, value: layers.clusters?.[name] },
  ].filter(({ value }) => value !== undefined)
}

function merge(below: unknown, above: unknown): unknown {
  if (!isFields(below) || !isFields(above)) return above
  const merged: Record<string, unknown> = { ...below }
  for (const [key, value] of Object.entries(above)) if (value !== undefined) merged[key] = merge(below[key], value)
  return merged
}

function leaves(value: unknown, path: readonly string[] = []): [field: string, value: unknown][] {
  if (!isFields(value)) return [[path.join('.'), value]]
  return Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]))
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
