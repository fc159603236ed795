import { disallowClusterSecretStores } from './disallow-cluster-secret-stores.ts'
import { requirePodSecurityLabels } from './require-pod-security-labels.ts'
import { requireRestrictedTenants } from './require-restricted-tenants.ts'
import { restrictCrossNamespaceBackends } from './restrict-cross-namespace-backends.ts'
import { restrictDefaultNamespace } from './restrict-default-namespace.ts'
import { restrictSecretStoreReach } from './restrict-secret-store-reach.ts'

/** A tenant stays in its own namespaces. */
export const tenancy = [
  requirePodSecurityLabels,
  requireRestrictedTenants,
  restrictDefaultNamespace,
  restrictSecretStoreReach,
  disallowClusterSecretStores,
  restrictCrossNamespaceBackends,
]
