import type { Manifest } from '../manifest/manifest.ts'

/** What a tenant may ask for on one cluster, its sub-teams included. */
export interface Quota {
  /** Cores that its pods may request. */
  readonly cpu: number
  /** GiB that its pods may be limited to; requests never exceed limits. */
  readonly memoryGi: number
  /** GiB of persistent volumes. */
  readonly storageGi: number
  readonly pods: number
}

/** How finely each part of a quota is handed out: millicores, MiB, GiB, pods. */
const grains: Readonly<Record<keyof Quota, number>> = { cpu: 1000, memoryGi: 1024, storageGi: 1, pods: 1 }
const fields = Object.keys(grains) as readonly (keyof Quota)[]

/** The part of a quota that `percent` is, rounded down to whole grains; what is not said stays unsaid. */
export function partOf<Q extends Partial<Quota>>(whole: Q, percent: number): Q {
  const part = (field: keyof Quota): number =>
    Math.floor((inGrains(whole[field] ?? 0, field) * percent) / 100) / grains[field]
  return Object.fromEntries(fields.filter(field => whole[field] !== undefined).map(field => [field, part(field)])) as Q
}

/** What is left of a quota once its parts are handed out. */
export function without(whole: Quota, parts: readonly Quota[]): Quota {
  const left = (field: keyof Quota): number =>
    parts.reduce((rest, part) => rest - inGrains(part[field], field), inGrains(whole[field], field)) / grains[field]
  return { cpu: left('cpu'), memoryGi: left('memoryGi'), storageGi: left('storageGi'), pods: left('pods') }
}

function inGrains(amount: number, field: keyof Quota): number {
  return Math.round(amount * grains[field])
}

/** Load balancers and node ports would open a way around the gateway, so a tenant has none. */
export function resourceQuota({ cpu, memoryGi, storageGi, pods }: Quota): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'tenant' },
    spec: {
      hard: {
        'requests.cpu': cores(cpu),
        'limits.memory': gibibytes(memoryGi),
        'requests.storage': gibibytes(storageGi),
        pods: String(pods),
        'services.loadbalancers': '0',
        'services.nodeports': '0',
      },
    },
  }
}

export function cores(cpu: number): string {
  return Number.isInteger(cpu) ? String(cpu) : `${Math.round(cpu * 1000)}m`
}

export function gibibytes(gi: number): string {
  return Number.isInteger(gi) ? `${gi}Gi` : `${Math.round(gi * 1024)}Mi`
}
