import type { Organization } from '../lib/tenant/tenant-definition.ts'

/** Selling things. */
export const retail: Organization = { name: 'retail', costCenter: 'cc-100' }

/** Knowing things. */
export const research: Organization = { name: 'research', costCenter: 'cc-200' }
