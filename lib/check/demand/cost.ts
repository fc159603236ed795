import type { Price } from '../../tenant/price-list.ts'
import type { Demand } from './demand.ts'

/** A year's hours by twelve. */
const hoursPerMonth = 730

/** What a demand costs in a month of which pods run a part; volumes are there also while nothing runs. */
export function monthlyCost(demand: Demand, price: Price, awake: number): number {
  const hourly = demand.cpu * price.cpuHour + (demand.memory / 2 ** 30) * price.memoryGiHour
  return hourly * hoursPerMonth * awake + (demand.storage / 2 ** 30) * price.storageGiMonth
}
