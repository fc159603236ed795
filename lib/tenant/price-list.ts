import type { Cluster } from '../fleet/cluster.ts'

/** What a cloud charges. */
export interface Price {
  readonly cpuHour: number
  readonly memoryGiHour: number
  readonly storageGiMonth: number
}

export interface PriceList {
  /** ISO 4217 code of every amount, budgets included. */
  readonly currency: string
  readonly clouds: Readonly<Record<Cluster['cloud'], Price>>
}
