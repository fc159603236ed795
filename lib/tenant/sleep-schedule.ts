import type { Fleet } from '../fleet/fleet.ts'
import { selects } from '../fleet/selector.ts'
import { unitsOn } from '../unit/placement.ts'
import { minuteOfDay, type QuietHours } from '../unit/quiet-hours.ts'
import type { UnitProblem } from '../unit/unit.ts'
import type { Tenant } from './tenant.ts'

const rule = 'sleep-schedule'

/** A schedule names times that exist, and clusters where something carries it out. A sub-team has that of its tenant. */
export function sleepProblems({ name, sleep, tenancy, on, partOf }: Tenant, fleet: Fleet): UnitProblem[] {
  if (sleep === undefined || partOf !== undefined) return []
  const { sleeper } = tenancy
  const sleeps = fleet.clusters.filter(cluster => selects(on, cluster) && selects(sleep.on, cluster))
  const insomniac = sleeps.filter(cluster => unitsOn(cluster, fleet, [sleeper]).length === 0)
  const nowhere = {
    message: `"${name}" has a sleep schedule for no cluster of its own`,
    fix: 'change sleep.on, or remove it',
  }
  return [
    ...timeProblems(sleep.hours),
    ...(sleeps.length === 0 ? [{ rule, ...nowhere }] : []),
    ...insomniac.map(cluster => ({
      rule,
      message: `"${name}" is to sleep on ${cluster.name}, where "${sleeper.name}" does not run`,
      fix: 'narrow sleep.on, or add the component to the profile of the cluster',
    })),
  ]
}

function timeProblems({ sleepAt, wakeAt, timeZone }: QuietHours): UnitProblem[] {
  const times = Object.entries({ sleepAt, wakeAt })
    .filter(([, time]) => Number.isNaN(minuteOfDay(time)))
    .map(([field, time]) => ({ rule, message: `${field} is "${time}"`, fix: 'write a time of day, e.g. "07:30"' }))
  const zone = { rule, message: `there is no time zone "${timeZone}"`, fix: 'use an IANA name, e.g. "Europe/Berlin"' }
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
