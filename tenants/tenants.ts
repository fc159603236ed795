import { withSubTeams } from '../lib/tenant/tenant.ts'
import { insights } from './insights.ts'
import { media } from './media.ts'
import { shop } from './shop.ts'

/** Every tenant and its sub-teams. */
export const tenants = [insights, media, shop].flatMap(withSubTeams)
