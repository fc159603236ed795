import type { Selector } from '../../lib/fleet/selector.ts'

/** Where the shop runs: everywhere but on laptops, which have no databases. */
export const shopClusters: Selector = { environments: ['dev', 'staging', 'production'] }
