import type { Cluster } from '../fleet/cluster.ts'
import { resolve, type Layers } from '../fleet/layers.ts'
import type { CanaryPlatform } from '../flagger/canary-platform.ts'
import type { TrafficProvider } from '../fleet/traffic-provider.ts'
import type { Unit } from '../unit/unit.ts'
import type { PreviewPlatform } from './preview.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** What every workload gets on a cluster unless it says otherwise. */
export interface Standard {
  /** Fewest pods of anything that serves. */
  readonly minReplicas: number
  /** What the scheduler does when zones can't be balanced. */
  readonly spread: 'DoNotSchedule' | 'ScheduleAnyway'
  readonly scrapeSeconds: number
}

/** What the platform promises to workloads. One estate has one, in platform/contract.ts. */
export interface Platform<P extends TrafficProvider = TrafficProvider> {
  readonly standard: Layers<Standard>
  /** The shared Gateway, as a route names it. */
  readonly gateway: { readonly name: string; readonly namespace: string; readonly sectionName?: string }
  /** Units that provide the kinds every workload renders; apps come after them. */
  readonly after: readonly Unit[]
  /** What canaries find on clusters that can shift traffic. Who has no traffic is compared by `blueGreen` alone. */
  readonly canaries: CanaryPlatform<P>
  /** The unit that provides Flagger's kinds. */
  readonly canaryController: Unit
  /** Where pull requests get a copy of an app. @default nowhere */
  readonly previews?: PreviewPlatform
  /** The unit that provides KEDA's ScaledObject; apps that scale by triggers come after it. */
  readonly scaler: Unit
}

/** Where a workload lands, and what it finds there. */
export interface Site {
  readonly cluster: Cluster
  readonly standard: Standard
  readonly gateway: Platform['gateway']
  readonly tenant: Tenant
  readonly namespace: string
}

export function siteOn(cluster: Cluster, platform: Platform, tenant: Tenant): Site {
  const { gateway } = platform
  return { cluster, standard: resolve(platform.standard, cluster), gateway, tenant, namespace: tenant.namespace }
}
