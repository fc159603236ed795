import type { Cluster } from '../fleet/cluster.ts'
import type { Unit } from '../unit/unit.ts'
import type { Classification } from './classification.ts'
import type { Quota } from './quota.ts'
import type { QuotaLayers } from './quota-layers.ts'
import type { Tenancy } from './tenancy.ts'
import type { Contact, Groups, Organization, SleepSchedule, SubTeamDefinition } from './tenant-definition.ts'

/** Who may do what in the namespaces of a tenant. */
export interface Members {
  readonly owners: Groups
  readonly developers: readonly string[]
  readonly viewers: readonly string[]
}

/** A team's slice of every cluster it is on. A sub-team is a tenant too, with a parent. */
export interface Tenant<Team extends string = string> extends Unit {
  readonly layer: 'tenants'
  /** The same on every cluster. */
  readonly namespace: string
  readonly organization: Organization
  readonly members: Members
  readonly contact: Contact
  readonly tier: string
  readonly monthlyBudget: number
  readonly classification: Classification
  readonly sleep: SleepSchedule | undefined
  /** Of the tenant and its sub-teams together. */
  readonly allQuota: QuotaLayers
  /** The tenant that a sub-team is part of, and what the sub-team's definition says. */
  readonly partOf: { readonly tenant: Tenant; readonly definition: SubTeamDefinition } | undefined
  readonly subTeams: Readonly<Record<Team, Tenant<never>>>
  readonly tenancy: Tenancy
  /** Whose an object is and where: of everything of a tenant. */
  readonly labels: (cluster: Cluster) => Readonly<Record<string, string>>
  /** What its own namespace may ask for: its quota without what its sub-teams take. */
  readonly quota: (cluster: Cluster) => Quota
}

/** The SecretStore in a tenant's namespace; ExternalSecrets of its apps name it. */
export const secretStoreName = 'tenant'

/** The AlertProvider in a tenant's namespace, where something shifts traffic; canaries of its apps name it. */
export const alertChannelName = 'tenant'

export function isTenant(unit: Unit): unit is Tenant {
  return unit.layer === 'tenants' && 'tenancy' in unit
}

/** A tenant and its sub-teams, as the units they are. */
export function withSubTeams(tenant: Tenant): readonly [Tenant, ...Tenant[]] {
  return [tenant, ...Object.values(tenant.subTeams)]
}
