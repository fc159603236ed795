import type { Cluster } from '../fleet/cluster.ts'

/** Namespace of Flux, of its sources, and of every Kustomization: cross-namespace references are off. */
export const fluxNamespace = 'flux-system'

/** A ServiceAccount, as both engines name it. */
export interface Deployer {
  readonly namespace: string
  readonly name: string
}

/**
 * The ServiceAccount an engine becomes to apply the apps of a tenant, so that an app can do no more than its tenant may.
 * Flux looks for it beside the Kustomization, and for a Helm release in the tenant's namespace; Argo CD in the namespace it
 * deploys to. The tenant brings it along.
 * @see https://fluxcd.io/flux/installation/configuration/multitenancy/
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/app-sync-using-impersonation/
 */
export function deployerOf(tenant: string, { engine }: Pick<Cluster, 'engine'>): Deployer {
  return engine === 'flux'
    ? { namespace: fluxNamespace, name: tenantAccount(tenant) }
    : { namespace: tenant, name: 'deployer' }
}

/** Name of the account under Flux, in every namespace that has it. */
export function tenantAccount(tenant: string): string {
  return `tenant-${tenant}`
}
