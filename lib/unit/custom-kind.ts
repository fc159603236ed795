import type { Scope } from '../manifest/built-in-scope.ts'

/** A kind that the API server knows only once the unit that provides it has been applied. */
export interface CustomKind {
  readonly group: string
  readonly kind: string
  /** Served versions, e.g. `['v1']`. */
  readonly versions: readonly string[]
  readonly scope: Scope
}

/** Kinds of one API group and scope that a unit brings with it. */
export function namespacedKinds(group: string, versions: readonly string[], kinds: readonly string[]): CustomKind[] {
  return kinds.map(kind => ({ group, kind, versions, scope: 'Namespaced' }))
}

/** As `namespacedKinds`, for kinds without a namespace. */
export function clusterKinds(group: string, versions: readonly string[], kinds: readonly string[]): CustomKind[] {
  return kinds.map(kind => ({ group, kind, versions, scope: 'Cluster' }))
}
