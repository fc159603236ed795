import { join } from 'node:path'
import { latency, successRate } from '../../../lib/flagger/gate.ts'
import { weighted } from '../../../lib/flagger/release.ts'
import { events } from '../../../lib/workload/kafka/events.ts'
import { releases } from '../../../lib/workload/releases.ts'
import { secret } from '../../../lib/workload/secret.ts'
import { integer, oneOf } from '../../../lib/workload/variable.ts'
import { cache, database, defineWebService } from '../../../platform/contract.ts'
import { shop } from '../../../tenants/shop.ts'
import { shopClusters } from '../clusters.ts'
import { shopValues } from '../values.ts'
import { kafka } from '../kafka/kafka.ts'

/** Orders and products. */
export const api = defineWebService({
  name: 'api',
  tenant: shop,
  on: shopClusters,
  image: 'ghcr.io/acme/shop-api',
  releases: releases(import.meta.dirname),
  size: { default: { cpuMillis: 200, memoryMi: 512 }, environments: { production: { min: 3, max: 9 } } },
  route: { host: 'api' },
  sharedValues: shopValues,
  variables: {
    LOG_LEVEL: oneOf(['debug', 'info', 'warn']),
    PAGE_SIZE: integer({ min: 1, max: 500 }),
  },
  values: { default: { PAGE_SIZE: 50 } },
  secrets: { STRIPE_KEY: secret({ version: '3' }) },
  needs: [
    database({
      storageGi: 20,
      migrations: join(import.meta.dirname, 'migrations'),
      restored: 'exists (select from orders)',
    }),
    cache({ memoryMi: 256 }),
    events({ produces: [kafka.topics.orders] }),
  ],
  canary: weighted({ gates: [successRate('99.9%'), latency('300ms')] }),
})
