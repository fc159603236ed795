import type { Rollout } from '../../lib/kyverno/rollout.ts'
import type { EnvironmentName } from '../environments.ts'

/** Days by environment: one that is misspelt does not compile, where it would never be reached. */
type Days = Readonly<Partial<Record<EnvironmentName, string>>>

interface PlatformRollout extends Rollout {
  readonly warn?: Days
  readonly deny?: Days
}

/** Reported since the platform began, refused everywhere since every team has complied. */
export const refusedInProduction: PlatformRollout = {
  audit: '2026-06-01',
  deny: { local: '2026-07-01', dev: '2026-07-01', staging: '2026-08-01', production: '2026-09-01' },
}

/** Refused on the way to production, still only reported there. */
export const refusedBeforeProduction: PlatformRollout = {
  audit: '2026-08-01',
  deny: { local: '2026-09-01', dev: '2026-09-01', staging: '2026-10-01' },
}

/** Reported, never refused: advice. */
export const reported: PlatformRollout = { audit: '2026-08-01' }
