import type { Cluster } from '../fleet/cluster.ts'
import { resolve } from '../fleet/layers.ts'
import { pullRequest, type Preview } from '../unit/preview.ts'
import type { AppKind, Definition, Landed } from './app-kind.ts'
import { appSettings } from './app-settings.ts'
import { landed } from './landing.ts'
import { previewHost, previewOn } from './preview.ts'
import { report } from './report.ts'
import type { Route } from './route.ts'
import { byCpu } from './scaling.ts'
import { siteOn } from './site.ts'

/** The app as it is on the cluster, but of one commit, in a namespace of its own, in one pod, and called by nobody. */
export function appPreview(definition: Definition, kind: AppKind, cluster: Cluster): Preview | undefined {
  const { preview: options, name, tenant, image, needs = [] } = definition
  const { previews } = kind.platform
  if (options === undefined || previews === undefined) return undefined
  const landing = {
    definition,
    site: siteOn(cluster, kind.platform, tenant),
    settings: resolve(appSettings(definition), cluster),
  }
  const own = landed(landing, { image: `${image}:${pullRequest.commit}`, callers: [] })
  return previewOn({ name, tenant, image, options, pod: own.resources }, previews, {
    cluster,
    build(chart, namespace) {
      kind.build(chart, moved(own, namespace, definition.route), { replicas: { min: 1, max: 1, scale: byCpu() } })
      report(
        chart,
        name,
        needs.length > 0 ? ['a preview would need data of its own; let another app have the data, and call that'] : [],
      )
    },
  })
}

/** In a namespace and at a host name of its own. */
function moved(own: Landed, namespace: string, route: Route | undefined): Landed {
  const there = { ...own, site: { ...own.site, namespace } }
  return route ? Object.assign(there, { route: { ...route, host: previewHost(route.host) } }) : there
}
