import { selects } from '../../fleet/selector.ts'
import { defineExampleTenant, exampleDefinition } from '../../tenant/example-tenancy.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { minuteOfDay, type QuietHours } from '../../unit/quiet-hours.ts'
import type { CheckContext } from '../context.ts'
import { tenantExample } from '../example-tenants.ts'
import type { Problem, Rule } from '../rule.ts'
import { clustersOf, tenantsOf } from '../tenants.ts'
import { unitFinding } from '../unit-finding.ts'

const nights: QuietHours = { days: ['monday'], sleepAt: '20:00', wakeAt: '07:00', timeZone: 'Europe/Berlin' }
const example = (hours: Partial<QuietHours>, on: object = { environments: ['dev'] }) =>
  tenantExample(defineExampleTenant({ ...exampleDefinition, sleep: { on, hours: { ...nights, ...hours } } }))

export const sleepSchedule: Rule = {
  id: 'sleep-schedule',
  lint: 35,
  severity: 'error',
  description: 'a sleep schedule names times that exist, and clusters where something carries it out',
  examples: {
    refused: [
      example({ sleepAt: '24:00' }),
      example({ wakeAt: '7:0' }),
      example({ timeZone: 'Europe/Berlino' }),
      example({}, { environments: ['production'] }),
      example({}, { environments: ['dev'], clusters: ['live'] }),
      example({}, {}),
    ],
    allowed: [example({}), tenantExample(defineExampleTenant(exampleDefinition))],
  },
  run: context =>
    tenantsOf(context)
      .filter(({ partOf }) => partOf === undefined) // a sub-team has the schedule of its tenant
      .flatMap(tenant => problems(tenant, context).map(problem => unitFinding(tenant, sleepSchedule, problem))),
}

function problems(tenant: Tenant, context: CheckContext): Problem[] {
  const { name, sleep, tenancy } = tenant
  if (sleep === undefined) return []
  const sleeps = clustersOf(tenant, context).filter(cluster => selects(sleep.on, cluster))
  const insomniac = sleeps.filter(({ name }) => !context.unitsOn.get(name)?.has(tenancy.sleeper))
  return [
    ...timeProblems(sleep.hours),
    ...(sleeps.length === 0
      ? [{ message: `"${name}" has a sleep schedule for no cluster of its own`, fix: 'change sleep.on, or remove it' }]
      : []),
    ...insomniac.map(cluster => ({
      message: `"${name}" is to sleep on ${cluster.name}, where "${tenancy.sleeper.name}" does not run`,
      fix: 'narrow sleep.on, or add the component to the profile of the cluster',
    })),
  ]
}

function timeProblems({ sleepAt, wakeAt, timeZone }: QuietHours): Problem[] {
  const times = Object.entries({ sleepAt, wakeAt })
    .filter(([, time]) => Number.isNaN(minuteOfDay(time)))
    .map(([field, time]) => ({ message: `${field} is "${time}"`, fix: 'write a time of day, e.g. "07:30"' }))
  const zone = { message: `there is no time zone "${timeZone}"`, fix: 'use an IANA name, e.g. "Europe/Berlin"' }
  return isTimeZone(timeZone) ? times : [...times, zone]
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
