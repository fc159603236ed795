import type { SharedValues } from '../../lib/workload/app.ts'

/** What the shop's apps have in common; each takes what it declares. */
export const shopValues: SharedValues = {
  default: { LOG_LEVEL: 'info' },
  environments: { dev: { LOG_LEVEL: 'debug' } },
}
