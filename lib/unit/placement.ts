import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { selects } from '../fleet/selector.ts'
import type { Unit } from './unit.ts'

/** The units that land on a cluster: components of its profile, and the tenants and apps that select it. */
export function unitsOn(cluster: Cluster, fleet: Fleet, units: readonly Unit[]): Unit[] {
  const profile = fleet.profiles.find(({ name }) => name === cluster.profile)
  const components = new Set<unknown>(profile?.components ?? [])
  return units.filter(unit => (unit.layer !== 'platform' || components.has(unit)) && selects(unit.on, cluster))
}
