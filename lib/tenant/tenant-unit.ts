import { ApiObject, type Chart } from 'cdk8s'
import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { resolve } from '../fleet/layers.ts'
import { selects } from '../fleet/selector.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { defineUnit } from '../unit/define-unit.ts'
import type { UnitProblem } from '../unit/unit.ts'
import { groupProblems } from './known-groups.ts'
import { shareProblems, wideningProblems } from './narrow-sub-team.ts'
import { without, type Quota } from './quota.ts'
import { quietHours } from './sleep-info.ts'
import { sleepProblems } from './sleep-schedule.ts'
import { tenantLabels } from './tenant-labels.ts'
import { tenantObjects } from './tenant-objects.ts'
import type { Tenant } from './tenant.ts'

/** What a definition says about a tenant or a sub-team, every default filled in. */
export type TenantFacts = Pick<
  Tenant,
  | 'name'
  | 'organization'
  | 'members'
  | 'contact'
  | 'tier'
  | 'monthlyBudget'
  | 'classification'
  | 'on'
  | 'allQuota'
  | 'sleep'
  | 'partOf'
  | 'onRemoval'
>

/** What a tenant has besides what its definition says. */
type Surroundings<Team extends string> = Pick<Tenant<Team>, 'tenancy' | 'source' | 'subTeams'>

/** The unit that gives a tenant its slice of every cluster it is on. */
export function tenantUnit<Team extends string>(facts: TenantFacts, around: Surroundings<Team>): Tenant<Team> {
  const { tenancy, source } = around
  const { name, on, sleep, allQuota, partOf } = facts
  const unit = defineUnit(
    {
      name,
      namespace: name,
      on,
      after: tenancy.after,
      afterWherePresent: [...tenancy.afterWherePresent, tenancy.sleeper],
      settings: allQuota,
      quietHours: quietHours(sleep, tenancy),
      problems: fleet => problems(tenant, fleet),
      build: (chart, cluster) => tenantObjects(tenant, cluster).forEach(manifest => add(chart, manifest)),
    },
    { layer: 'tenants', source },
  )
  const tenant: Tenant<Team> = {
    ...unit,
    ...facts,
    ...around,
    layer: 'tenants',
    namespace: name,
    layers: partOf ? [] : unit.layers, // those of a sub-team are its tenant's, and are for all places of that
    labels: cluster => tenantLabels(tenant, cluster),
    quota: cluster => ownQuota(tenant, cluster),
  }
  return tenant
}

function problems(tenant: Tenant, fleet: Fleet): UnitProblem[] {
  return [
    ...groupProblems(tenant),
    ...shareProblems(tenant),
    ...wideningProblems(tenant, fleet),
    ...sleepProblems(tenant, fleet),
  ]
}

function ownQuota({ allQuota, subTeams }: Tenant, cluster: Cluster): Quota {
  const taken = Object.values(subTeams).filter(({ on }) => selects(on, cluster))
  return without(
    resolve<Quota>(allQuota, cluster),
    taken.map(team => resolve<Quota>(team.allQuota, cluster)),
  )
}

function add(chart: Chart, manifest: Manifest): void {
  const { kind, metadata } = manifest
  new ApiObject(chart, [metadata.namespace, kind, metadata.name].filter(Boolean).join('.'), manifest)
}
