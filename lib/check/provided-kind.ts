import { groupKind } from '../manifest/object-key.ts'
import type { Unit } from '../unit/unit.ts'
import type { CheckContext } from './context.ts'
import { field, items, text } from '../manifest/field.ts'

/** A custom kind on one cluster: who brings it, and in which versions. */
export interface ProvidedKind {
  readonly unit: Unit
  readonly versions: readonly string[]
}

/** The custom kinds of each cluster by `group/Kind`: those that units declare, and those whose CRD they render. */
export function providedKinds(context: CheckContext): ReadonlyMap<string, ReadonlyMap<string, ProvidedKind>> {
  return new Map(
    [...context.unitsOn].map(([cluster, units]) => {
      const declared = [...units].flatMap(unit =>
        unit.provides.map(({ group, kind, versions }) => [`${group}/${kind}`, { unit, versions }] as const),
      )
      return [cluster, new Map([...renderedKinds(cluster, context), ...declared])] as const
    }),
  )
}

function renderedKinds(cluster: string, context: CheckContext): (readonly [string, ProvidedKind])[] {
  const files = context.onCluster.get(cluster) ?? []
  return files
    .filter(({ manifest }) => groupKind(manifest) === 'apiextensions.k8s.io/CustomResourceDefinition')
    .flatMap(file => {
      const { spec } = file.manifest
      const unit = context.unitOf(file)
      const served = items(spec, 'versions').filter(version => field(version, 'served') !== false)
      const versions = served.map(version => text(version, 'name') ?? '')
      const kind = `${text(spec, 'group')}/${text(spec, 'names.kind')}`
      return unit === undefined ? [] : [[kind, { unit, versions }] as const]
    })
}
