import type { Cluster } from '../../fleet/cluster.ts'
import { deliveredFrom } from '../../fleet/cluster.ts'

/** Namespace of Argo CD and of its Applications and AppProjects. */
export const argocdNamespace = 'argocd'

/**
 * The clusters of a hub share one namespace. Clusters and units are DNS labels, so the dot keeps `a` + `b-c` and
 * `a-b` + `c` apart, and keeps both apart from the root, which has the cluster's bare name.
 */
export function applicationName({ name }: Cluster, unit: string): string {
  return `${name}.${unit}`
}

/** Project of the platform team, or of a tenant, on one cluster. */
export function projectName({ name }: Cluster, tenant: string | undefined): string {
  return tenant === undefined ? `${name}.platform` : `${name}.tenant-${tenant}`
}

/** Project, and set, of the previews of a unit on one cluster. */
export function previewsName({ name }: Cluster, unit: string): string {
  return `${name}.preview-${unit}`
}

/** Project of the root Application; the root itself has the same name. */
export function rootName({ name }: Cluster): string {
  return name
}

/** How the Argo CD that delivers a cluster addresses it. */
export function destinationOf(cluster: Cluster): { readonly server: string } | { readonly name: string } {
  return deliveredFrom(cluster) === cluster.name ? inCluster : { name: cluster.name }
}

/** The cluster that Argo CD itself runs on. */
export const inCluster = { server: 'https://kubernetes.default.svc' } as const

/**
 * Namespace an Application names as its destination. A project refuses an Application without one, also where
 * every object is cluster-scoped.
 */
export function destinationNamespace(namespace: string | undefined): string {
  return namespace ?? 'default'
}

/** Argo CD takes the address of an OCI registry for Helm charts without its scheme. */
export function chartRepository(repository: string): string {
  return repository.replace(/^oci:\/\//, '')
}
