import type { IAppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject'
import { deliveredFrom, type Cluster } from '../../fleet/cluster.ts'
import type { Deployer } from '../../unit/deployer.ts'
import { argocdNamespace } from './names.ts'

type Spec = IAppProject['spec']

/** Account of Argo CD's controller on the cluster that it runs on; its chart makes it. */
export const controllerAccount: Deployer = { namespace: argocdNamespace, name: 'argocd-application-controller' }

/**
 * Account by which a hub works on a cluster that it delivers. Named as `argocd cluster add` names it, and made when the
 * cluster is registered: what is in git can only be applied once it is there.
 */
export const managerAccount: Deployer = { namespace: 'kube-system', name: 'argocd-manager' }

/** Who Argo CD becomes to apply what the platform team defines. */
export function platformAccount(cluster: Cluster): Deployer {
  return deliveredFrom(cluster) === cluster.name ? controllerAccount : managerAccount
}

/**
 * The account for each destination: where Argo CD finds none, it refuses to sync. It goes by address, which of a cluster
 * known by name only its registration says; which clusters a project may use is for `destinations` to decide.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/app-sync-using-impersonation/
 */
export function serviceAccounts(
  destinations: NonNullable<Spec['destinations']>,
  { namespace, name }: Deployer,
): NonNullable<Spec['destinationServiceAccounts']> {
  return destinations.map(destination => ({
    server: destination.server ?? 'https://*',
    namespace: destination.namespace!,
    defaultServiceAccount: `${namespace}:${name}`,
  }))
}
