import { successRate, weighted } from '../../../lib/flagger/flagger.ts'
import { releases } from '../../../lib/workload/releases.ts'
import { defineStaticSite } from '../../../platform/contract.ts'
import { shop } from '../../../tenants/shop.ts'
import { shopClusters } from '../clusters.ts'

/** How the shop's people work: finished files, nothing to configure. */
export const handbook = defineStaticSite({
  name: 'handbook',
  tenant: shop,
  on: shopClusters,
  image: 'ghcr.io/acme/shop-handbook',
  releases: releases(import.meta.dirname),
  route: { host: 'handbook' },
  // A page of one version asks for files that the other one does not have.
  canary: weighted({
    preset: 'fast',
    sessionAffinity: { cookie: 'handbook-version', primaryCookie: 'handbook-primary' },
    gates: [successRate('99%')],
    loadTest: { requestsPerSecond: 5 },
  }),
})
