import type { Environment } from './environment.ts'
import type { TrafficProvider } from './traffic-provider.ts'

/** Who reconciles a cluster; one engine owns an object, never two. */
export type Engine = 'argocd' | 'flux'

/** A place manifests land. A cluster is data: no unit may ask which cluster it is by name. */
export interface Cluster {
  readonly name: string
  readonly environment: Environment
  readonly region: string
  readonly cloud: 'aws' | 'azure' | 'gcp' | 'kind'
  readonly engine: Engine
  /** Name of the cluster whose engine delivers this one; absent where the cluster runs its own engine. */
  readonly hub?: string
  /** Kubernetes minor version, e.g. `1.36`. */
  readonly kubernetes: string
  /** DNS suffix of everything the cluster serves. */
  readonly domain: string
  /** Name of the profile that says which components run here. */
  readonly profile: string
  /** What shifts traffic between two versions of a workload; absent where no canary may run. */
  readonly traffic?: TrafficProvider
}

/** The cluster on which the delivery objects of `cluster` live: its hub, or itself. */
export function deliveredFrom(cluster: Cluster): string {
  return cluster.hub ?? cluster.name
}
