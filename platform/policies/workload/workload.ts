import { disallowTokenAutomount } from './disallow-token-automount.ts'
import { requireJobDeadline } from './require-job-deadline.ts'
import { requireMemoryLimit } from './require-memory-limit.ts'
import { requireNameLabel } from './require-name-label.ts'
import { requireOwnServiceAccount } from './require-own-service-account.ts'
import { requireProbes } from './require-probes.ts'
import { requireReadOnlyRoot } from './require-read-only-root.ts'
import { requireRequests } from './require-requests.ts'
import { requireSpread } from './require-spread.ts'
import { restrictGracePeriod } from './restrict-grace-period.ts'
import { restrictPriority } from './restrict-priority.ts'

/** What every workload needs to be operated. */
export const workload = [
  requireRequests,
  requireMemoryLimit,
  requireProbes,
  requireOwnServiceAccount,
  disallowTokenAutomount,
  requireReadOnlyRoot,
  requireNameLabel,
  requireSpread,
  restrictGracePeriod,
  requireJobDeadline,
  restrictPriority,
]
