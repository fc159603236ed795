import type { Manifest } from '../manifest/manifest.ts'
import type { RenderedFile } from '../render/rendered-file.ts'
import type { CheckContext } from './context.ts'

const indexes = new WeakMap<CheckContext, ReadonlyMap<string, readonly Manifest[]>>()

/** Everything that is rendered into a namespace of a cluster; indexed once a run. */
export function objectsIn(context: CheckContext, cluster: string, namespace: string | undefined): readonly Manifest[] {
  let index = indexes.get(context)
  if (index === undefined) {
    const place = ({ livesOn, manifest }: RenderedFile) => `${livesOn}/${manifest.metadata.namespace ?? ''}`
    const files = Map.groupBy(context.files, place)
    index = new Map([...files].map(([key, group]) => [key, group.map(({ manifest }) => manifest)]))
    indexes.set(context, index)
  }
  return index.get(`${cluster}/${namespace ?? ''}`) ?? []
}

/** What is rendered into the namespace of an object, on its cluster. */
export function neighboursOf({ livesOn, manifest }: RenderedFile, context: CheckContext): readonly Manifest[] {
  return objectsIn(context, livesOn, manifest.metadata.namespace)
}

/** Whether a Helm chart puts objects into a namespace, which nobody here can see. */
export function hasChart(context: CheckContext, name: string, namespace: string | undefined): boolean {
  const cluster = context.fleet.clusters.find(candidate => candidate.name === name)
  if (cluster === undefined) return false
  const units = [...(context.unitsOn.get(name) ?? [])]
  return units.some(unit => unit.namespace === namespace && unit.helm(cluster) !== undefined)
}
