import type { Cluster } from '../../fleet/cluster.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { groupKind } from '../../manifest/object-key.ts'

/** What is wrong and what to do about it. */
export interface Problem {
  readonly message: string
  readonly fix: string
}

/** Everything on one cluster, for looking up what a Canary refers to. */
export interface Site {
  readonly cluster: Pick<Cluster, 'name' | 'traffic'>
  /** Objects of a kind, as `group/Kind`. */
  readonly ofKind: (kind: string) => readonly Manifest[]
}

/** Indexes what lands on a cluster once, for all its canaries. */
export function siteOf(cluster: Pick<Cluster, 'name' | 'traffic'>, manifests: readonly Manifest[]): Site {
  const kinds = Map.groupBy(manifests, groupKind)
  return { cluster, ofKind: kind => kinds.get(kind) ?? [] }
}

export function find(site: Site, kind: string, at: { name?: string; namespace?: string }): Manifest | undefined {
  return site.ofKind(kind).find(({ metadata }) => metadata.name === at.name && metadata.namespace === at.namespace)
}

/** The name that Flagger gives to the Services and the route. */
export function serviceName(canary: Manifest): string {
  const spec = canary['spec'] as { service?: { name?: string }; targetRef?: { name?: string } } | undefined
  return spec?.service?.name ?? spec?.targetRef?.name ?? canary.metadata.name
}
