import type { Layers } from '../lib/fleet/layers.ts'
import { production, staging } from './environments.ts'

/** Settings of a component that runs more than once where it matters. */
export interface Replicated {
  readonly replicas: number
}

/** One replica, and `many` where an outage is noticed: production, and staging, so that leader election is rehearsed. */
export function replicated(many = 2): Layers<Replicated> {
  return {
    default: { replicas: 1 },
    environments: { [staging.name]: { replicas: many }, [production.name]: { replicas: many } },
  }
}

/** A disruption budget for a single replica would block every drain of its node. */
export function survivesDrain({ replicas }: Replicated): boolean {
  return replicas > 1
}
