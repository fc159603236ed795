import { disallowAnonymousBinding } from './disallow-anonymous-binding.ts'
import { disallowEscalationVerbs } from './disallow-escalation-verbs.ts'
import { disallowPodExecRights } from './disallow-pod-exec-rights.ts'
import { disallowWildcardResources } from './disallow-wildcard-resources.ts'
import { disallowWildcardVerbs } from './disallow-wildcard-verbs.ts'
import { restrictClusterAdminBinding } from './restrict-cluster-admin-binding.ts'
import { restrictSecretReading } from './restrict-secret-reading.ts'

/** Who may do what. */
export const rbac = [
  disallowWildcardVerbs,
  disallowWildcardResources,
  disallowEscalationVerbs,
  restrictClusterAdminBinding,
  disallowAnonymousBinding,
  restrictSecretReading,
  disallowPodExecRights,
]
