/** Namespace of Flux, of its sources, and of every Kustomization: cross-namespace references are off. */
export const fluxNamespace = 'flux-system'

/**
 * ServiceAccount that an engine impersonates for the apps of a tenant, so that an app can do no more than its tenant
 * may. The tenant brings it along: in each of its own namespaces, and on Flux in `fluxNamespace` for the Kustomizations.
 * @see https://fluxcd.io/flux/installation/configuration/multitenancy/
 */
export function tenantAccount(tenant: string): string {
  return `tenant-${tenant}`
}
