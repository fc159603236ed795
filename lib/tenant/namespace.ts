import type { Cluster } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { namespaceLabels } from './tenant-labels.ts'
import type { Tenant } from './tenant.ts'

/**
 * The namespace of a tenant, closed to every pod that breaks the *restricted* Pod Security Standard.
 * The version is pinned so that a Kubernetes upgrade shows in review what it tightens.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function namespace(tenant: Tenant, cluster: Cluster): Manifest {
  const modes = ['enforce', 'audit', 'warn'].flatMap(mode => [
    [`pod-security.kubernetes.io/${mode}`, 'restricted'],
    [`pod-security.kubernetes.io/${mode}-version`, `v${cluster.kubernetes}`],
  ])
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: tenant.namespace,
      labels: { ...namespaceLabels(tenant, cluster), ...(Object.fromEntries(modes) as Record<string, string>) },
      annotations: annotations(tenant),
    },
  }
}

function annotations({ tenancy, contact, monthlyBudget }: Tenant): Record<string, string> {
  const { labelPrefix, prices } = tenancy
  return {
    [`${labelPrefix}/contact`]: contact.email,
    [`${labelPrefix}/channel`]: contact.channel,
    [`${labelPrefix}/monthly-budget`]: `${monthlyBudget} ${prices.currency}`,
  }
}
