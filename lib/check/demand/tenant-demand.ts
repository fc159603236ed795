import type { Manifest } from '../../manifest/manifest.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { namespaceDemand, type NamespaceDemand } from './namespace-demand.ts'

/** What the objects in a tenant's namespace ask for, with what its LimitRange adds. */
export function tenantDemand({ tenancy, tier }: Tenant, manifests: readonly Manifest[]): NamespaceDemand {
  const { cpuMilli, memoryMi } = tenancy.tiers[tier]!.containers.default
  return namespaceDemand(manifests, { cpu: cpuMilli / 1000, memory: memoryMi * 2 ** 20 })
}
