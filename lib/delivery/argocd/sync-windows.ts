import type { IAppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject'
import { quietWindows, type QuietHours } from '../../unit/quiet-hours.ts'

type SyncWindow = NonNullable<IAppProject['spec']['syncWindows']>[number]

/**
 * Keeps Argo CD from syncing by itself what sleeps in a namespace: it would wake it. People still can.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync_windows/
 */
export function syncWindows(hours: QuietHours, namespace: string): SyncWindow[] {
  return quietWindows(hours).map(({ cron, minutes }) => ({
    kind: 'deny',
    schedule: cron,
    duration: `${minutes}m`,
    timeZone: hours.timeZone,
    namespaces: [namespace],
    manualSync: true,
  }))
}
