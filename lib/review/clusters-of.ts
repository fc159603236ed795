import { deliveredFrom } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { ClusterTree, TreeFile } from '../policy/analysis/cluster-tree.ts'
import { nameOf, namespaceOf } from '../policy/context.ts'

/** The folders of a path below dist: `dist/<cluster>/<layer>/<unit>/<file>`, or `dist/<cluster>/delivery/<file>`. */
interface Place {
  readonly cluster: string
  readonly layer: string
  readonly unit: string
}

export function placeOf(path: string): Place {
  const [cluster = '', layer = '', unit = ''] = path.split('/').slice(1)
  return { cluster, layer, unit }
}

/** Files by the cluster whose API server holds their objects: what delivers a cluster with a hub lives on the hub. */
export function clustersOf(files: readonly TreeFile[], { clusters }: Fleet): ClusterTree[] {
  const hubs = new Map(clusters.map(cluster => [cluster.name, deliveredFrom(cluster)]))
  const groups = Map.groupBy(files, ({ path }) => {
    const { cluster, layer } = placeOf(path)
    return ['delivery', 'bootstrap'].includes(layer) ? (hubs.get(cluster) ?? cluster) : cluster
  })
  return [...groups].map(([cluster, files]) => ({ cluster, files })).sort((a, b) => (a.cluster < b.cluster ? -1 : 1))
}

/** Whose objects are: the tenant whose unit renders them or their namespace; `platform` for all others. */
export function tenantsOf(files: readonly TreeFile[]): (file: TreeFile) => string {
  const owners = new Map<string, string>()
  for (const { path, object } of files) {
    const { cluster, layer, unit } = placeOf(path)
    if (layer === 'tenants' && object.kind === 'Namespace') owners.set(`${cluster}/${nameOf(object)}`, unit)
  }
  return ({ path, object }) => {
    const { cluster, layer, unit } = placeOf(path)
    return layer === 'tenants' ? unit : (owners.get(`${cluster}/${namespaceOf(object)}`) ?? 'platform')
  }
}
