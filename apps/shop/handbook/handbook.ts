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
})
