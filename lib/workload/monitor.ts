import type { IPodMonitor, IServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1'
import { instanceLabels } from './labels.ts'
import type { Site } from './site.ts'

/** Where a workload tells its numbers. */
export interface Metrics {
  /** @default the port that serves */
  readonly port?: number
  /** @default '/metrics' */
  readonly path?: string
}

/** Scrapes the Service's port of this name. */
export function serviceMonitor(
  name: string,
  port: string,
  { metrics, site }: { metrics: Metrics; site: Site },
): IServiceMonitor {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name },
    spec: { selector: { matchLabels: instanceLabels(name) }, endpoints: [endpoint(port, metrics, site)] },
  }
}

/** Scrapes the pods themselves, where no Service of ours leads to them. */
export function podMonitor(
  name: string,
  port: string,
  { metrics, site }: { metrics: Metrics; site: Site },
): IPodMonitor {
  return podMonitorOf(name, instanceLabels(name), { ...metrics, port, site })
}

/** Scrapes the pods with these labels. */
export function podMonitorOf(
  name: string,
  matchLabels: Record<string, string>,
  { port, site, path }: { readonly port: string; readonly site: Site; readonly path?: string },
): IPodMonitor {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name },
    spec: { selector: { matchLabels }, podMetricsEndpoints: [endpoint(port, { ...(path && { path }) }, site)] },
  }
}

function endpoint(port: string, { path = '/metrics' }: Metrics, { standard }: Site) {
  return { port, path, interval: `${standard.scrapeSeconds}s` as const }
}
