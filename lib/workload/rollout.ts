import type { Construct } from 'constructs'
import type { Replicas } from './scaling.ts'
import type { Route } from './route.ts'
import type { Site } from './site.ts'

/** The Deployment that a progressive delivery controller takes over. */
export interface RolloutTarget {
  readonly name: string
  readonly site: Site
  /** Port that serves; of a workload that nobody calls, the one that tells its health. */
  readonly port: number
  readonly route: Route | undefined
  readonly replicas: Replicas
}

/**
 * Adds the controller's object for one Deployment. The controller then makes the Service and the route itself and sets the
 * size, so the workload renders none of them.
 */
export type Rollout = (scope: Construct, target: RolloutTarget) => void
