import { apps } from './apps/apps.ts'
import { components } from './platform/components.ts'
import { tenants } from './tenants/tenants.ts'

export { fleet } from './platform/fleet.ts'

/** Everything that gets rendered. A unit that is not in this list does not exist. */
export const estate = [...components, ...tenants, ...apps]
