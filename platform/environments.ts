import type { Environment } from '../lib/fleet/environment.ts'

/** A laptop: kind, thrown away daily. */
export const local: Environment = { name: 'local', policyAction: 'Audit', sync: { prune: true, selfHeal: false } }

export const dev: Environment = { name: 'dev', policyAction: 'Warn', sync: { prune: true, selfHeal: true } }

/** Production's twin: what is denied there is denied here first. */
export const staging: Environment = { name: 'staging', policyAction: 'Deny', sync: { prune: true, selfHeal: true } }

export const production: Environment = {
  name: 'production',
  policyAction: 'Deny',
  sync: { prune: true, selfHeal: true },
}
