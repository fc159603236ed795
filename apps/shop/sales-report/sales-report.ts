import { Cron, Duration } from 'cdk8s'
import { releases } from '../../../lib/workload/releases.ts'
import { defineScheduledJob } from '../../../platform/contract.ts'
import { shop } from '../../../tenants/shop.ts'
import { api } from '../api/api.ts'
import { shopClusters } from '../clusters.ts'

/** Tells the sales of the day before, every morning. */
export const salesReport = defineScheduledJob({
  name: 'sales-report',
  tenant: shop,
  on: shopClusters,
  image: 'ghcr.io/acme/shop-sales-report',
  releases: releases(import.meta.dirname),
  schedule: Cron.schedule({ minute: '15', hour: '7' }),
  timezone: 'Europe/Berlin',
  timeout: Duration.minutes(20),
  calls: [api],
})
