import { join } from 'node:path'
import { budgetGate, gateOf, latency, weighted } from '../../../lib/flagger/flagger.ts'
import { availability } from '../../../lib/slo/indicator.ts'
import { defineSlo } from '../../../lib/slo/slo-definition.ts'
import { events } from '../../../lib/workload/kafka/events.ts'
import { releases } from '../../../lib/workload/releases.ts'
import { secret } from '../../../lib/workload/secret.ts'
import { integer, oneOf } from '../../../lib/workload/variable.ts'
import { cache, database, defineWebService, runbook } from '../../../platform/contract.ts'
import { shop } from '../../../tenants/shop.ts'
import { shopClusters } from '../clusters.ts'
import { shopValues } from '../values.ts'
import { kafka } from '../kafka/kafka.ts'

const answers = defineSlo({
  name: 'api-answers',
  service: 'api',
  objective: '99.9%',
  indicator: availability(),
  runbook: runbook('slo-budget-burn'),
})

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
  slos: [answers],
  canary: weighted({
    gates: [gateOf(answers), latency('300ms'), budgetGate(answers)],
    loadTest: { requestsPerSecond: 20, path: '/products' },
  }),
})
