import type { Cluster } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { resourceName } from '../manifest/resource-name.ts'
import { deployerOf } from '../unit/deployer.ts'
import { binding, role } from './role.ts'
import type { Tenant } from './tenant.ts'

/** What server-side apply, health assessment and pruning need. */
const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']

/**
 * The ServiceAccount that an engine becomes for a tenant's apps, with rights on the kinds that apps may render.
 * Flux looks for it in two places: a Kustomization beside itself, a HelmRelease in the tenant's namespace.
 */
export function deployerRights({ name, namespace, tenancy }: Tenant, cluster: Cluster): Manifest[] {
  const deployer = deployerOf(name, cluster)
  const account = deployer.name
  const accounts = [...new Set([namespace, deployer.namespace])].map(namespace => ({ name: account, namespace }))
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
