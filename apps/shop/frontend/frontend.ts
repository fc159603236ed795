import { Duration } from 'cdk8s'
import { cookie } from '../../../lib/flagger/match.ts'
import { latency, successRate } from '../../../lib/flagger/gate.ts'
import { abTest } from '../../../lib/flagger/release.ts'
import { releases } from '../../../lib/workload/releases.ts'
import { oneOf } from '../../../lib/workload/variable.ts'
import { defineWebService } from '../../../platform/contract.ts'
import { shop } from '../../../tenants/shop.ts'
import { api } from '../api/api.ts'
import { shopClusters } from '../clusters.ts'
import { shopValues } from '../values.ts'

/** What customers see. */
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
  canary: abTest({ match: [cookie('preview', 'on')], gates: [successRate('99.5%'), latency('500ms')] }),
})
