import { Construct } from 'constructs'
import type { Cron, Duration } from 'cdk8s'
import type { ICronJob } from 'kubernetes-models/batch/v1'
import { addObject } from './add-object.ts'
import { appLabels } from './labels.ts'
import { podTemplate } from './pod.ts'
import { report } from './report.ts'
import { addSurroundings } from './surroundings.ts'
import type { Variables } from './variable.ts'
import type { WorkloadProps, WorkloadSpec } from './workload-props.ts'

/** What an app that runs by the clock may say. */
export interface ScheduledJobSpec<V extends Variables = Variables> extends WorkloadSpec<V> {
  readonly schedule: Cron
  /** IANA name. @default 'Etc/UTC' */
  readonly timezone?: string
  /** The run is killed after this long. */
  readonly timeout: Duration
  /** How often a failed run is tried again. @default 2 */
  readonly retries?: number
  /** What happens when a run is due while one runs. @default 'Forbid': the new one is left out */
  readonly overlap?: 'Forbid' | 'Replace' | 'Allow'
}

export interface ScheduledJobProps<V extends Variables = Variables>
  extends Omit<ScheduledJobSpec<V>, keyof WorkloadSpec>, WorkloadProps<V> {}

/** A process that runs by the clock and ends: a CronJob that nobody may connect to. */
export class ScheduledJob extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id)
    addObject(this, cronJob(props, addSurroundings(this, props, [])))
    report(this, props.name, scheduleProblems(props))
  }
}

function cronJob(props: ScheduledJobProps, environment: ReturnType<typeof addSurroundings>): ICronJob {
  const { name, site, schedule, timezone = 'Etc/UTC', timeout, retries = 2, overlap = 'Forbid' } = props
  const { metadata, spec } = podTemplate(props, { environment, routed: false })
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, labels: appLabels(name, site) },
    spec: {
      schedule: schedule.expressionString,
      timeZone: timezone,
      concurrencyPolicy: overlap,
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: retries,
          activeDeadlineSeconds: timeout.toSeconds(),
          template: { metadata, spec: { ...spec, restartPolicy: 'Never' } },
        },
      },
    },
  }
}

function scheduleProblems({ name, schedule, retries = 2 }: ScheduledJobProps): string[] {
  const fields = schedule.expressionString.trim().split(/\s+/)
  return [
    ...(name.length > 52 ? [`name has ${name.length} characters; a CronJob's has at most 52`] : []),
    ...(fields.length === 5 ? [] : [`schedule "${schedule.expressionString}" has ${fields.length} fields; write five`]),
    ...(Number.isInteger(retries) && retries >= 0 ? [] : [`retries is ${retries}; use a whole number from 0`]),
  ]
}
