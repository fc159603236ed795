import type { Cluster } from '../fleet/cluster.ts'
import type { Unit } from '../unit/unit.ts'

export interface Peer {
  readonly namespace: string
  readonly podLabels?: Readonly<Record<string, string>>
}

/** The part of a tenant that its workloads need. */
export interface Tenant extends Unit {
  readonly namespace: string
  readonly tenancy: { readonly labelPrefix: string; readonly gateway: Peer; readonly metrics: Peer }
  readonly labels: (cluster: Cluster) => Readonly<Record<string, string>>
}

export const secretStoreName = 'tenant'
