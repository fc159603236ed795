import { Duration } from 'cdk8s'
import { abTest, approval, cookie, latency, successRate } from '../../../lib/flagger/flagger.ts'
import { releases } from '../../../lib/workload/releases.ts'
import { oneOf } from '../../../lib/workload/variable.ts'
import { defineWebService } from '../../../platform/contract.ts'
import { shop } from '../../../tenants/shop.ts'
import { api } from '../api/api.ts'
import { shopClusters } from '../clusters.ts'
import { shopValues } from '../values.ts'

const preview = {
  match: [cookie('preview', 'on')],
  gates: [successRate('99.5%'), latency('500ms')],
  loadTest: { requestsPerSecond: 10 },
} as const

/** What customers see; those who ask for a preview see the next version first. */
export const frontend = defineWebService({
  name: 'frontend',
  tenant: shop,
  on: shopClusters,
  image: 'ghcr.io/acme/shop-frontend',
  releases: releases(import.meta.dirname),
  size: { default: { memoryMi: 256 }, environments: { production: { min: 3, max: 12 } } },
  route: { host: 'shop', timeout: Duration.seconds(10), rateLimit: { requests: 500, per: 'Second' } },
  sharedValues: shopValues,
  variables: { LOG_LEVEL: oneOf(['debug', 'info', 'warn']), CURRENCY: oneOf(['EUR', 'USD']) },
  values: {
    default: { CURRENCY: 'EUR' },
    regions: { 'us-east-1': { CURRENCY: 'USD' } },
  },
  calls: [api],
  preview: { ttl: Duration.days(3), maxOpen: 5, quota: { cpu: 1, memoryGi: 1, storageGi: 0, pods: 4 } },
  canary: {
    default: abTest(preview),
    environments: {
      production: abTest({ ...preview, hooks: [approval('promotion', { ask: shop.members.owners[0] })] }),
    },
  },
})
