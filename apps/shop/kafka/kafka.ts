import { defineKafka } from '../../../platform/contract.ts'
import { shop } from '../../../tenants/shop.ts'
import { shopClusters } from '../clusters.ts'

/** What the shop's services tell each other. */
export const kafka = defineKafka({
  name: 'kafka',
  tenant: shop,
  on: shopClusters,
  size: {
    default: { brokers: 1, memoryMi: 1024, storageGi: 10 },
    environments: { production: { brokers: 3, memoryMi: 2048, storageGi: 20 } },
  },
  topics: { orders: { partitions: 12, keepDays: 7 } },
  withoutBackup: 'every order is in the database of api, which sends again what was lost',
})
