import { builtInScope, type Scope } from '../manifest/built-in-scope.ts'
import { groupKind } from '../manifest/object-key.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Cluster } from '../fleet/cluster.ts'
import type { Unit } from '../unit/unit.ts'
import { buildUnit } from './build-unit.ts'

/** Scope of a kind (`group/Kind`) as an object of `unit` on `cluster` may rely on it; undefined where nobody says. */
export type ScopeOf = (kind: string, unit: Unit, cluster: Cluster) => Scope | undefined

/** Kinds that are built into Kubernetes, that a unit declares, or whose CRD the unit or one it waits for renders. */
export function knownKinds(units: readonly Unit[]): ScopeOf {
  const declared = new Map<string, Scope>(
    units.flatMap(({ provides }) => provides.map(({ group, kind, scope }) => [`${group}/${kind}`, scope] as const)),
  )
  const rendered = new Map<string, ReadonlyMap<string, Scope>>()

  /** Builds units a second time, but only where a kind is neither built in nor declared. */
  function renderedBy(unit: Unit, cluster: Cluster): ReadonlyMap<string, Scope> {
    const key = `${cluster.name} ${unit.layer} ${unit.name}`
    const known = rendered.get(key)
    if (known !== undefined) return known
    const kinds = new Map<string, Scope>()
    rendered.set(key, kinds) // before looking further: dependencies may form a cycle
    for (const needs of unit.after) for (const [kind, scope] of renderedBy(needs, cluster)) kinds.set(kind, scope)
    for (const manifest of buildUnit({ unit, cluster }).manifests) {
      for (const [kind, scope] of definedBy(manifest)) kinds.set(kind, scope)
    }
    return kinds
  }

  return (kind, unit, cluster) => builtInScope(kind) ?? declared.get(kind) ?? renderedBy(unit, cluster).get(kind)
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/ */
function definedBy(manifest: Manifest): [kind: string, scope: Scope][] {
  if (groupKind(manifest) !== 'apiextensions.k8s.io/CustomResourceDefinition') return []
  const spec = manifest['spec'] as { group?: string; scope?: Scope; names?: { kind?: string } } | undefined
  return spec?.scope === undefined ? [] : [[`${spec.group}/${spec.names?.kind}`, spec.scope]]
}
