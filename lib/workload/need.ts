import type { Construct } from 'constructs'
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1'
import type { IEnvVar } from 'kubernetes-models/v1'
import type { Unit } from '../unit/unit.ts'
import type { Site } from './site.ts'

/** What a workload gets from something it needs. */
export interface Connection {
  readonly environment: readonly IEnvVar[]
  readonly egress: readonly INetworkPolicyEgressRule[]
}

/** Something an app cannot run without: a database, a cache, a queue. One line in a definition. */
export interface Need {
  /** Units that provide its kinds. */
  readonly after: readonly Unit[]
  /** Adds its objects for the app `owner` and tells how to reach it. */
  readonly provide: (scope: Construct, owner: string, site: Site) => Connection
}
