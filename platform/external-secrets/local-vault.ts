import type { ISecretStoreProvider } from '@kubernetes-models/external-secrets/external-secrets.io/v1/SecretStoreProvider'
import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role'
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding'
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount'
import type { Manifest } from '../../lib/manifest/manifest.ts'

const reader = 'secret-reader'

/** On a laptop a namespace plays the secret store: `kubectl create secret` there is what a cloud's console is elsewhere. */
export function localProvider(namespace: string): ISecretStoreProvider {
  return {
    kubernetes: {
      remoteNamespace: namespace,
      server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt', namespace } },
      auth: { serviceAccount: { name: reader, namespace } },
    },
  }
}

/** The one account that may read the secrets of the namespace. */
export function localReader(namespace: string): Manifest[] {
  const metadata = { name: reader, namespace }
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
  } satisfies IServiceAccount
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] }],
  } satisfies IRole
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: reader },
    subjects: [{ kind: 'ServiceAccount', name: reader, namespace }],
  } satisfies IRoleBinding
  return [account, role, binding]
}
