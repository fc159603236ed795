import type { Cluster } from '../fleet/cluster.ts'

/** A ServiceAccount, as both engines name it. */
export interface Deployer {
  readonly namespace: string
  readonly name: string
}

/**
 * The ServiceAccount an engine becomes to apply the apps of a tenant.
 * Flux looks it up beside the Kustomization, Argo CD in the namespace it deploys to.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/app-sync-using-impersonation/
 */
export function deployerOf(tenant: string, { engine }: Pick<Cluster, 'engine'>): Deployer {
  return engine === 'flux'
    ? { namespace: 'flux-system', name: `tenant-${tenant}` }
    : { namespace: tenant, name: 'deployer' }
}
