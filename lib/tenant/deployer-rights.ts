import type { Cluster } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { resourceName } from '../manifest/resource-name.ts'
import { fluxNamespace, tenantAccount } from '../unit/delivery-account.ts'
import { binding, role } from './role.ts'
import type { Tenant } from './tenant.ts'

/** What server-side apply, health assessment and pruning need. */
const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']

/**
 * The ServiceAccount that an engine becomes for a tenant's apps, with rights on the kinds that apps may render.
 * Argo CD and Helm releases find it beside the apps, a Kustomization beside itself.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/app-sync-using-impersonation/
 */
export function deployerRights({ name, namespace, tenancy }: Tenant, { engine }: Cluster): Manifest[] {
  const account = tenantAccount(name)
  const accounts = [namespace, ...(engine === 'flux' ? [fluxNamespace] : [])].map(namespace => ({
    name: account,
    namespace,
  }))
  const rules = [...Map.groupBy(tenancy.appKinds, ({ group }) => group)].map(([group, kinds]) => ({
    apiGroups: [group] as const,
    resources: kinds.map(({ kind }) => resourceName(kind)).sort(),
    verbs,
  }))
  return [
    ...accounts.map(serviceAccount),
    role(account, rules),
    binding(
      account,
      accounts.map(subject => ({ kind: 'ServiceAccount', ...subject })),
    ),
  ]
}

/** Engines log in by impersonation, so nothing ever mounts its token. */
function serviceAccount(metadata: { readonly name: string; readonly namespace: string }): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false }
}
