import type { Rollout } from '../../lib/kyverno/rollout.ts'

/** Reported since the platform began, refused everywhere since every team has complied. */
export const refusedInProduction: Rollout = {
  audit: '2026-06-01',
  deny: { local: '2026-07-01', dev: '2026-07-01', staging: '2026-08-01', production: '2026-09-01' },
}

/** Refused on the way to production, still only reported there. */
export const refusedBeforeProduction: Rollout = {
  audit: '2026-08-01',
  deny: { local: '2026-09-01', dev: '2026-09-01', staging: '2026-10-01' },
}

/** Reported, never refused: advice. */
export const reported: Rollout = { audit: '2026-08-01' }
