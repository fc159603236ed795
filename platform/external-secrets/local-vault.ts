import { ApiObject, type Chart } from 'cdk8s'
import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role'
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding'
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount'
import { addNamespace } from '../namespace.ts'

const namespace = 'local-vault'
const reader = 'secret-reader'

/** On a laptop the secret store is a namespace: `kubectl create secret` there is what a cloud's console is elsewhere. */
export const localVaultProvider = {
  kubernetes: {
    remoteNamespace: namespace,
    server: { caProvider: { type: 'ConfigMap' as const, name: 'kube-root-ca.crt', key: 'ca.crt', namespace } },
    auth: { serviceAccount: { name: reader, namespace } },
  },
}

/** The namespace that plays the store, and the one account that may read it. */
export function addLocalVault(chart: Chart): void {
  addNamespace(chart, namespace, 'restricted')
  const metadata = { name: reader, namespace }
  new ApiObject(chart, 'account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
  } satisfies IServiceAccount)
  new ApiObject(chart, 'role', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] }],
  } satisfies IRole)
  new ApiObject(chart, 'binding', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: reader },
    subjects: [{ kind: 'ServiceAccount', name: reader, namespace }],
  } satisfies IRoleBinding)
}
