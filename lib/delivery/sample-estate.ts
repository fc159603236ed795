import type { Cluster } from '../fleet/cluster.ts'
import type { Environment } from '../fleet/environment.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { order, waitsFor } from '../unit/order.ts'
import type { Unit } from '../unit/unit.ts'
import { deliverCluster } from './deliver-cluster.ts'
import { deliverUnit } from './deliver-unit.ts'
import { summarize, type PlacedUnit } from './placed-unit.ts'

const production: Environment = { name: 'production', policyAction: 'Deny', sync: { prune: false, selfHeal: true } }

/** For tests: a cluster, of which only what matters to the test is written. */
export function cluster(name: string, more: Partial<Cluster> = {}): Cluster {
  return {
    name,
    environment: production,
    region: 'eu',
    cloud: 'kind',
    engine: 'argocd',
    kubernetes: '1.36',
    domain: `${name}.acme.internal`,
    profile: 'all',
    ...more,
  }
}

/** For tests: a fleet of these clusters. */
export function fleetOf(...clusters: readonly Cluster[]): Fleet {
  const git = { repository: 'https://git.acme.internal/platform.git', branch: 'main', path: 'dist' }
  return { git, clusters, environments: [production], profiles: [] }
}

/** For tests: an object of a kind. */
export function object(apiVersion: string, kind: string, rest: Record<string, unknown> = {}): Manifest {
  const { metadata = {}, ...fields } = rest
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'shop', ...(metadata as object) }, ...fields }
}

/** For tests: units as the renderer places them; each renders the same objects. */
export function placeAll(on: Cluster, units: readonly Unit[], manifests: readonly Manifest[] = []): PlacedUnit[] {
  const { git } = fleetOf(on)
  const { waves } = order(units)
  return [...waves].map(([unit, wave]) => {
    return { unit, cluster: on, git, wave, needs: waitsFor(unit, waves), helm: unit.helm(on), manifests }
  })
}

export interface DeliveredCluster {
  readonly inUnits: readonly Manifest[]
  readonly delivery: readonly Manifest[]
  readonly bootstrap: readonly Manifest[]
}

/** For tests: everything that delivers units on a cluster. */
export function deliverAll(on: Cluster, placed: readonly PlacedUnit[]): DeliveredCluster {
  const units = placed.map(deliverUnit)
  const { delivery, bootstrap } = deliverCluster(on, fleetOf(on), placed.map(summarize))
  return {
    inUnits: units.flatMap(({ inUnit }) => inUnit),
    delivery: [...units.flatMap(unit => unit.delivery), ...delivery],
    bootstrap,
  }
}
