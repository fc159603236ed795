import type { PriceList } from '../lib/tenant/price-list.ts'

/** What finance charges teams internally; not what a cloud bills us. */
export const prices: PriceList = {
  currency: 'EUR',
  clouds: {
    aws: { cpuHour: 0.035, memoryGiHour: 0.0045, storageGiMonth: 0.09 },
    azure: { cpuHour: 0.038, memoryGiHour: 0.005, storageGiMonth: 0.1 },
    gcp: { cpuHour: 0.036, memoryGiHour: 0.0048, storageGiMonth: 0.1 },
    kind: { cpuHour: 0, memoryGiHour: 0, storageGiMonth: 0 },
  },
}
