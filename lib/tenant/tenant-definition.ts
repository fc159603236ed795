import type { Layers } from '../fleet/layers.ts'
import type { Selector } from '../fleet/selector.ts'
import type { QuietHours } from '../unit/quiet-hours.ts'
import type { Classification } from './classification.ts'
import type { Quota } from './quota.ts'

/** At least one group of the identity provider. */
export type Groups = readonly [string, ...string[]]

/** What tenants belong to and are charged to. */
export interface Organization {
  /** DNS label. */
  readonly name: string
  readonly costCenter: string
}

export interface Contact {
  readonly email: `${string}@${string}`
  /** Chat channel that gets the tenant's alerts. */
  readonly channel: `#${string}`
}

/** When and where a tenant's workloads sleep. */
export interface SleepSchedule {
  readonly on: Selector
  readonly hours: QuietHours
}

/** What a platform engineer says to add a team. `Tier` is a tier of the platform, `Team` the name of a sub-team. */
export interface TenantDefinition<Tier extends string = string, Team extends string = string> {
  /** DNS label; also the namespace on every cluster. */
  readonly name: string
  readonly organization: Organization
  readonly owners: Groups
  /** @default only owners work on it */
  readonly developers?: readonly string[]
  /** @default nobody else looks at it */
  readonly viewers?: readonly string[]
  readonly contact: Contact
  readonly tier: Tier
  /** For all clusters together, in the currency of the platform's price list. */
  readonly monthlyBudget: number
  /** The most sensitive data it may hold. */
  readonly classification: Classification
  readonly on: Selector
  /** Exceptions from the tier's quota. @default the tier's quota everywhere */
  readonly quota?: Layers<Partial<Quota>>
  /** @default never */
  readonly sleep?: SleepSchedule
  /** What happens to the namespace and the data in it when the tenant goes. @default 'keep-data' */
  readonly onRemoval?: 'keep-data' | 'delete-data'
  /** By name, which is a DNS label. @default none */
  readonly subTeams?: Readonly<Record<Team, SubTeamDefinition>>
}

/** A part of a tenant with a namespace of its own. It has what the tenant has, or less. */
export interface SubTeamDefinition {
  /** Percent of the tenant's quota and budget; what sub-teams don't take stays with the tenant. */
  readonly sharePercent: number
  /** Owners beside those of the tenant. @default none */
  readonly owners?: readonly string[]
  /** @default those of the tenant */
  readonly developers?: readonly string[]
  /** @default those of the tenant */
  readonly viewers?: readonly string[]
  /** @default that of the tenant */
  readonly contact?: Contact
  /** @default that of the tenant */
  readonly classification?: Classification
  /** @default the clusters of the tenant */
  readonly on?: Selector
}
