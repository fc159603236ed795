import type { Layers } from '../fleet/layers.ts'
import { partOf, type Quota } from './quota.ts'

/** A quota on every cluster: all of it by default, exceptions field by field. */
export interface QuotaLayers extends Layers<Quota> {
  readonly environments?: Readonly<Record<string, Partial<Quota>>>
  readonly regions?: Readonly<Record<string, Partial<Quota>>>
  readonly clusters?: Readonly<Record<string, Partial<Quota>>>
}

/** The quota of a tier with the exceptions a tenant asks for. */
export function withExceptions(tier: Quota, exceptions: Layers<Partial<Quota>> | undefined): QuotaLayers {
  return { ...exceptions, default: { ...tier, ...exceptions?.default } }
}

/** The same percentage of every layer, which is that percentage of the quota on every cluster. */
export function partOfLayers(whole: QuotaLayers, percent: number): QuotaLayers {
  const parts = (layer: Readonly<Record<string, Partial<Quota>>> | undefined): Record<string, Partial<Quota>> =>
    Object.fromEntries(Object.entries(layer ?? {}).map(([name, quota]) => [name, partOf(quota, percent)]))
  return {
    default: partOf(whole.default, percent),
    environments: parts(whole.environments),
    regions: parts(whole.regions),
    clusters: parts(whole.clusters),
  }
}
