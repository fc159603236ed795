const severity = 'error'

/** What render refuses of tenants and apps, told beside the rules of `check`: its findings, and frameworks, name them. */
export const definitionRules = [
  { id: 'lands-somewhere', severity, description: 'every tenant and every app is on a cluster' },
  {
    id: 'known-groups',
    severity,
    description: 'every tenant is owned, and its groups are those of the identity provider',
  },
  { id: 'narrow-sub-team', severity, description: 'a sub-team has what its tenant has, or less' },
  {
    id: 'sleep-schedule',
    severity,
    description: 'a sleep schedule names times that exist, and clusters where something carries it out',
  },
] as const
