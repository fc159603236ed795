import { selects } from '../fleet/selector.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { weekdays, type QuietHours } from '../unit/quiet-hours.ts'
import type { Unit } from '../unit/unit.ts'
import type { SleepSchedule } from './tenant-definition.ts'
import type { Tenancy } from './tenancy.ts'

/** When a schedule puts workloads to sleep on a cluster: never where nothing would carry it out. */
export function quietHours(schedule: SleepSchedule | undefined, { sleeper }: Tenancy): Unit['quietHours'] {
  return cluster =>
    schedule && selects(schedule.on, cluster) && selects(sleeper.on, cluster) ? schedule.hours : undefined
}

/** @see https://kube-green.dev/docs/configuration/ */
export function sleepInfo({ days, sleepAt, wakeAt, timeZone }: QuietHours): Manifest {
  return {
    apiVersion: 'kube-green.com/v1alpha1',
    kind: 'SleepInfo',
    metadata: { name: 'tenant' },
    spec: {
      weekdays: days
        .map(name => weekdays.indexOf(name))
        .sort()
        .join(','),
      sleepAt,
      wakeUpAt: wakeAt,
      timeZone,
      suspendCronJobs: true,
    },
  }
}
