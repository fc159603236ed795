/** Name of the GitRepository that every Kustomization of a cluster reads. */
export const sourceName = 'flux-system'

/**
 * Accounts of the controllers themselves, which may do everything: what delivers the platform acts as them. Where
 * tenants share the cluster, what names no account may do nothing.
 * @see https://fluxcd.io/flux/installation/configuration/multitenancy/
 */
export const controllerAccounts = { kustomize: 'kustomize-controller', helm: 'helm-controller' } as const
