import type { Example } from '../../lib/kyverno/example.ts'
import type { Manifest } from '../../lib/manifest/manifest.ts'
import { tenantLabel } from '../labels.ts'

/** Labels of the namespace of every example, and of the examples that are namespaces of tenants. */
export const tenantNamespace = { [tenantLabel]: 'shop' }

const securityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
}

/** A container that no policy of ours has anything to say about, with changes. */
export function container(changes: object = {}): object {
  return {
    name: 'web',
    image: 'ghcr.io/acme/web:1.4.2',
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '64Mi' } },
    livenessProbe: { httpGet: { path: '/healthz', port: 8080 } },
    readinessProbe: { httpGet: { path: '/readyz', port: 8080 } },
    securityContext,
    ...changes,
  }
}

/** A pod spec that no policy of ours has anything to say about, with changes. */
export function podSpec(changes: object = {}): object {
  return {
    serviceAccountName: 'web',
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container()],
    ...changes,
  }
}

/** An object of the shop's namespace, as an example for a policy. */
export function namespaced({
  metadata,
  ...object
}: Omit<Manifest, 'metadata'> & { readonly metadata?: object }): Example {
  return {
    object: { ...object, metadata: { name: 'web', namespace: 'shop', ...metadata } } as Manifest,
    namespaceLabels: tenantNamespace,
  }
}

export function pod(changes: object = {}, metadata: object = {}): Example {
  return namespaced({ apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpec(changes) })
}

/** A pod as an operator makes it: with a token, and without what we ask of ourselves. */
export const ofOperator = pod(
  { serviceAccountName: undefined, automountServiceAccountToken: true, containers: [{ name: 'db', image: 'db:1' }] },
  { labels: { 'cnpg.io/cluster': 'db' } },
)

/** A Deployment, for policies on pods that must also refuse what makes pods. */
export function deployment(changes: object = {}, metadata: object = {}): Example {
  const labels = { 'app.kubernetes.io/name': 'web' }
  const template = { metadata: { labels }, spec: podSpec(changes) }
  return namespaced({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector: { matchLabels: labels }, template },
  })
}

/** A StatefulSet with one claim, as `deployment`. */
export function statefulSet(changes: object = {}, spec: object = {}): Example {
  const labels = { 'app.kubernetes.io/name': 'web' }
  const template = { metadata: { labels }, spec: podSpec(changes) }
  return namespaced({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    spec: { serviceName: 'web', selector: { matchLabels: labels }, template, ...spec },
  })
}

export function cronJob(changes: object = {}, spec: object = {}): Example {
  const jobTemplate = { spec: { template: { spec: podSpec({ restartPolicy: 'OnFailure', ...changes }) } } }
  return namespaced({ apiVersion: 'batch/v1', kind: 'CronJob', spec: { schedule: '0 3 * * *', jobTemplate, ...spec } })
}

/** A Role of the shop's namespace with one rule. */
export function role(rule: object): Example {
  return namespaced({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', rules: [rule] })
}

const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' }

/** A ClusterRole and the group it is bound to. */
function bound(role: string, group: string) {
  const apiGroup = 'rbac.authorization.k8s.io'
  return {
    roleRef: { apiGroup, kind: 'ClusterRole', name: role },
    subjects: [{ apiGroup, kind: 'Group', name: group }],
  }
}

export function roleBinding(role: string, group = 'team-shop'): Example {
  return namespaced({ ...rbac, kind: 'RoleBinding', ...bound(role, group) })
}

export function clusterRoleBinding(role: string, group = 'team-shop'): Example {
  return clusterScoped({ ...rbac, kind: 'ClusterRoleBinding', ...bound(role, group) })
}

export function canary(spec: object, metadata: object = {}): Example {
  return namespaced({ apiVersion: 'flagger.app/v1beta1', kind: 'Canary', metadata, spec })
}

/** The object as the controller of some custom kind makes it. */
export function owned({ object, ...example }: Example): Example {
  const ownerReferences = [
    { apiVersion: 'flagger.app/v1beta1', kind: 'Canary', name: 'web', uid: '1', controller: true },
  ]
  return { ...example, object: { ...object, metadata: { ...object.metadata, ownerReferences } } }
}

/** An object without a namespace. */
export function clusterScoped(object: Omit<Manifest, 'metadata'>, metadata: object = {}): Example {
  return { object: { ...object, metadata: { name: 'web', ...metadata } } as Manifest }
}

export function namespace(labels: Readonly<Record<string, string>>, name = 'shop', annotations?: object): Example {
  return clusterScoped({ apiVersion: 'v1', kind: 'Namespace' }, { name, labels, ...(annotations && { annotations }) })
}
