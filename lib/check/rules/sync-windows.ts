import type { Manifest } from '../../manifest/manifest.ts'
import { syncWindows } from '../../delivery/argocd/sync-windows.ts'
import { weekdays, type QuietHours, type Weekday } from '../../unit/quiet-hours.ts'
import type { ExampleObject } from '../example.ts'
import { field, items, text } from '../../manifest/field.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'

const hours: QuietHours = { days: ['monday', 'friday'], sleepAt: '20:00', wakeAt: '07:00', timeZone: 'Europe/Berlin' }
const sleepInfo: ExampleObject = {
  apiVersion: 'kube-green.com/v1alpha1',
  kind: 'SleepInfo',
  metadata: { namespace: 'shop' },
  spec: { weekdays: '1,5', sleepAt: '20:00', wakeUpAt: '07:00', timeZone: 'Europe/Berlin' },
}
const project = (syncWindows: readonly object[]): ExampleObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { namespace: 'argocd' },
  spec: { destinations: [{ name: 'prod', namespace: 'shop' }], syncWindows },
})
const example = (...windows: readonly object[]) => ({
  files: { 'prod/tenants/shop': [sleepInfo], 'prod/delivery': [project(windows)] },
})
const agreed = syncWindows(hours, 'shop')

/** Flux has no windows: it leaves alone the replicas that no manifest sets. */
export const agreeingSyncWindows: Rule = {
  id: 'sync-windows',
  lint: 35,
  severity: 'error',
  description: 'Argo CD does not sync by itself what is asleep',
  examples: {
    refused: [
      example(),
      example(...agreed.slice(1)),
      example(...agreed.map(window => ({ ...window, duration: '60m' }))),
      example(...agreed.map(window => ({ ...window, timeZone: 'UTC' }))),
      example(...agreed.map(window => ({ ...window, namespaces: ['media'] }))),
    ],
    allowed: [example(...agreed), { files: { 'staging/tenants/shop': [sleepInfo] } }],
  },
  run({ ofKind, fleet }) {
    const projects = ofKind('argoproj.io/AppProject')
    const byArgoCd = new Set(fleet.clusters.filter(({ engine }) => engine === 'argocd').map(({ name }) => name))
    return ofKind('kube-green.com/SleepInfo')
      .filter(({ cluster }) => byArgoCd.has(cluster))
      .filter(({ cluster, manifest }) => {
        const windows = projects
          .filter(each => each.cluster === cluster)
          .flatMap(each => items(each.manifest, 'spec.syncWindows'))
        return !expected(manifest).every(window => windows.some(each => agrees(each, window)))
      })
      .map(file =>
        objectFinding(file, agreeingSyncWindows, {
          message: `no AppProject keeps Argo CD from waking namespace "${file.manifest.metadata.namespace}" at these hours`,
          fix: 'give the tenant quiet hours, from which both are made',
        }),
      )
  },
}

/** The windows that belong to a SleepInfo. */
function expected({ spec, metadata }: Manifest): object[] {
  const days = (text(spec, 'weekdays') ?? '').split(',').map(day => weekdays[Number(day)]!)
  const read = (name: string) => text(spec, name) as QuietHours['sleepAt']
  const hours: QuietHours = {
    days: days as [Weekday, ...Weekday[]],
    sleepAt: read('sleepAt'),
    wakeAt: read('wakeUpAt'),
    timeZone: text(spec, 'timeZone') ?? 'UTC',
  }
  return syncWindows(hours, metadata.namespace ?? '')
}

function agrees(window: unknown, wanted: object): boolean {
  return ['kind', 'schedule', 'duration', 'timeZone', 'namespaces'].every(
    name => JSON.stringify(field(window, name)) === JSON.stringify(field(wanted, name)),
  )
}
