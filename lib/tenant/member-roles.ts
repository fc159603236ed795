import type { Cluster } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { isSensitive } from './classification.ts'
import { binding, role, type Rule } from './role.ts'
import type { Tenant } from './tenant.ts'

const rule = (group: string, resources: readonly string[], verbs: readonly string[]): Rule => ({
  apiGroups: [group],
  resources,
  verbs,
})

const read = ['get', 'list', 'watch']

/** Everything that shows the state of a workload; no Secret, whoever asks. */
const look: readonly Rule[] = [
  rule(
    '',
    [
      'configmaps',
      'events',
      'limitranges',
      'persistentvolumeclaims',
      'pods',
      'resourcequotas',
      'serviceaccounts',
      'services',
    ],
    read,
  ),
  rule('apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], read),
  rule('autoscaling', ['horizontalpodautoscalers'], read),
  rule('batch', ['cronjobs', 'jobs'], read),
  rule('discovery.k8s.io', ['endpointslices'], read),
  rule('events.k8s.io', ['events'], read),
  rule('external-secrets.io', ['externalsecrets', 'secretstores'], read),
  rule('flagger.app', ['canaries'], read),
  rule('gateway.networking.k8s.io', ['httproutes'], read),
  rule('monitoring.coreos.com', ['alertmanagerconfigs', 'podmonitors', 'prometheusrules', 'servicemonitors'], read),
  rule('networking.k8s.io', ['networkpolicies'], read),
  rule('policy', ['poddisruptionbudgets'], read),
]

const logs = rule('', ['pods/log'], ['get'])

/** A pod that is deleted comes back as git says, so this is safe where nothing else is. */
const restart: readonly Rule[] = [rule('', ['pods'], ['delete'])]

/** Entering a pod; not where policies deny, for what they refuse there could be done by hand. */
const enter: readonly Rule[] = [
  rule('', ['pods/exec', 'pods/portforward'], ['create']),
  rule('batch', ['jobs'], ['create', 'delete']),
]

const own: readonly Rule[] = [
  rule('apps', ['deployments', 'statefulsets'], ['patch']), // kubectl rollout restart
  rule('external-secrets.io', ['externalsecrets'], ['patch']), // the force-sync annotation
  rule('rbac.authorization.k8s.io', ['rolebindings', 'roles'], read),
]

/** What each kind of member may do by hand. Everything else goes through git. */
function rights({ classification }: Tenant, { environment }: Cluster): Record<string, readonly Rule[]> {
  const viewer = isSensitive(classification) ? look : [...look, logs]
  const developer = [...look, logs, ...restart, ...(environment.policyAction === 'Deny' ? [] : enter)]
  return { viewer, developer, owner: [...developer, ...own] }
}

/** A Role and its RoleBinding for each kind of member that the tenant has. */
export function memberRoles(tenant: Tenant, cluster: Cluster): Manifest[] {
  const { owners, developers, viewers } = tenant.members
  const groups: Record<string, readonly string[]> = { viewer: viewers, developer: developers, owner: owners }
  return Object.entries(rights(tenant, cluster))
    .filter(([name]) => groups[name]!.length > 0)
    .flatMap(([name, rules]) => [role(name, rules), binding(name, groups[name]!.map(groupSubject))])
}

function groupSubject(name: string): object {
  return { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name }
}
