import { expect, test } from 'vitest'
import type { Fleet } from '../fleet/fleet.ts'
import type { QuietHours } from '../unit/quiet-hours.ts'
import { defineExampleTenant, exampleClusters, exampleDefinition, exampleSleeper } from './example-tenancy.ts'
import type { SubTeamDefinition } from './tenant-definition.ts'
import { withSubTeams } from './tenant.ts'

const clusters = Object.values(exampleClusters)
const fleet: Fleet = {
  git: { repository: 'https://git.acme.internal/platform.git', branch: 'main', path: 'dist' },
  environments: clusters.map(({ environment }) => environment),
  profiles: [{ name: 'all', components: [exampleSleeper] }],
  clusters,
}

/** What is wrong with a tenant and its sub-teams, as `rule: message; fix`. */
function problems(definition: object): string[] {
  const tenant = defineExampleTenant({ ...exampleDefinition, ...definition })
  return withSubTeams(tenant)
    .flatMap(each => each.problems(fleet))
    .map(({ rule, message, fix }) => `${rule}: ${message}; ${fix}`)
}

const dev = { environments: ['dev'] }
const teams = (...all: readonly SubTeamDefinition[]) => ({
  on: dev,
  subTeams: Object.fromEntries(all.map((team, i) => [`team-${i}`, team])),
})
const nights: QuietHours = { days: ['monday'], sleepAt: '20:00', wakeAt: '07:00', timeZone: 'Europe/Berlin' }
const sleeping = (hours: object, on: object = dev) => ({ sleep: { on, hours: { ...nights, ...hours } } })

test.each([
  ['a group with a typing error', { owners: ['shop-owner'] }, 'known-groups: group "shop-owner" among the owners'],
  ['no owner', { owners: [] }, 'known-groups: tenant "shop" has no owners'],
  ['an empty group', { owners: [''] }, 'known-groups: group ""'],
  ['an unknown viewer', { viewers: ['auditor'] }, 'use "auditors"'],
  ['an unknown owner of a sub-team', teams({ sharePercent: 10, owners: ['nobody'] }), 'owners of "shop-team-0"'],
  [
    'shares of more than there is',
    teams({ sharePercent: 60 }, { sharePercent: 50 }),
    'lower sharePercent by 10 in all',
  ],
  ['a share of nothing', teams({ sharePercent: 0 }), 'has a share of 0 %'],
  ['a sub-team with worse data', teams({ sharePercent: 10, classification: 'confidential' }), 'at most internal'],
  ['a sub-team on another cluster', teams({ sharePercent: 10, on: { clusters: ['live'] } }), 'selects cluster "live"'],
  [
    'a sub-team in another environment',
    teams({ sharePercent: 10, on: { environments: ['production'] } }),
    'selects environment "production", where "shop" is not; use one of "dev"',
  ],
  ['an hour that no clock shows', sleeping({ sleepAt: '24:00' }), 'sleep-schedule: sleepAt is "24:00"'],
  ['half a minute', sleeping({ wakeAt: '7:0' }), 'wakeAt is "7:0"'],
  ['a time zone that is none', sleeping({ timeZone: 'Europe/Berlino' }), 'there is no time zone "Europe/Berlino"'],
  ['sleep where nothing brings it', sleeping({}, {}), 'is to sleep on live, where "kube-green" does not run'],
  ['sleep nowhere', sleeping({}, { ...dev, clusters: ['live'] }), 'has a sleep schedule for no cluster of its own'],
])('refuses %s, and nothing else', (_, definition, said) => {
  const found = problems(definition)
  expect(found).toHaveLength(1)
  expect(found[0]).toContain(said)
})

test.each([
  ['as little as it must say', {}],
  ['groups that are known', { developers: ['shop-developers'], viewers: ['auditors'] }],
  ['sub-teams that take all there is', teams({ sharePercent: 60 }, { sharePercent: 40 })],
  ['a narrower sub-team', teams({ sharePercent: 10, classification: 'public', on: { clusters: ['dev'] } })],
  ['nights', sleeping({})],
])('takes %s', (_, definition) => expect(problems(definition)).toEqual([]))
