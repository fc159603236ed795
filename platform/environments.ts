import type { Environment } from '../lib/fleet/environment.ts'

/** A laptop: kind, thrown away daily. */
export const local = {
  name: 'local',
  policyAction: 'Audit',
  sync: { prune: true, selfHeal: false },
} as const satisfies Environment

export const dev = {
  name: 'dev',
  policyAction: 'Warn',
  sync: { prune: true, selfHeal: true },
} as const satisfies Environment

/** Production's twin: what is denied there is denied here first. */
export const staging = {
  name: 'staging',
  policyAction: 'Deny',
  sync: { prune: true, selfHeal: true },
} as const satisfies Environment

export const production = {
  name: 'production',
  policyAction: 'Deny',
  sync: { prune: true, selfHeal: true },
} as const satisfies Environment

/** A misspelt environment does not compile. */
export type EnvironmentName = (typeof local | typeof dev | typeof staging | typeof production)['name']
