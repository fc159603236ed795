import { Duration } from 'cdk8s'
import { blueGreen, promql } from '../../../lib/flagger/flagger.ts'
import { events, lag } from '../../../lib/workload/kafka/events.ts'
import { releases } from '../../../lib/workload/releases.ts'
import { byTriggers } from '../../../lib/workload/scaling.ts'
import { secret } from '../../../lib/workload/secret.ts'
import { defineWorker } from '../../../platform/contract.ts'
import { shop } from '../../../tenants/shop.ts'
import { api } from '../api/api.ts'
import { shopClusters } from '../clusters.ts'
import { kafka } from '../kafka/kafka.ts'

const { orders } = kafka.topics

/** Ships what was ordered: one pod for every hundred orders that wait, none while there are none. */
export const worker = defineWorker({
  name: 'worker',
  tenant: shop,
  on: shopClusters,
  image: 'ghcr.io/acme/shop-worker',
  releases: releases(import.meta.dirname),
  size: { default: { min: 0, max: 3 }, environments: { production: { min: 1, max: 12 } } },
  scale: byTriggers([lag(orders, 100)]),
  secrets: { CARRIER_TOKEN: secret() },
  needs: [events({ consumes: [orders] })],
  calls: [api],
  drain: Duration.minutes(2),
  canary: blueGreen({
    gates: [
      promql({
        name: 'failed-orders',
        unit: 'count',
        query:
          'sum(increase(orders_failed_total{namespace="{{ namespace }}",pod=~"{{ target }}-[0-9a-f]+-.*"}[{{ interval }}])) or vector(0)',
        max: 0,
      }),
    ],
  }),
})
