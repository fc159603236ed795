import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Finding } from '../finding/finding.ts'
import { nearest } from '../finding/nearest.ts'

/** Why a cluster cannot be delivered from the hub it names; nothing where it names none. */
export function hubProblems({ name, hub, engine }: Cluster, { git, clusters }: Fleet): Finding[] {
  const found = clusters.find(cluster => cluster.name === hub)
  const problem = (message: string, fix: string): Finding[] => [
    { rule: 'hub', severity: 'error', path: `${git.path}/${name}`, message: `cluster "${name}" ${message}`, fix },
  ]
  if (hub === undefined) return []
  if (found === undefined) {
    const meant =
      nearest(
        hub,
        clusters.map(cluster => cluster.name),
      ) ?? clusters.map(cluster => cluster.name).join('" or "')
    return problem(`names the hub "${hub}", which is not in the fleet`, `write "${meant}"`)
  }
  if (engine !== 'argocd' || found.engine !== 'argocd')
    return problem(
      `is on ${engine} and its hub "${hub}" on ${found.engine}`,
      'let both be on argocd: only Argo CD delivers other clusters',
    )
  if (found.hub !== undefined)
    return problem(`names the hub "${hub}", which is itself delivered from "${found.hub}"`, `write "${found.hub}"`)
  return []
}
