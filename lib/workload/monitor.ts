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
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name },
    spec: { selector: { matchLabels: instanceLabels(name) }, podMetricsEndpoints: [endpoint(port, metrics, site)] },
  }
}

function endpoint(port: string, { path = '/metrics' }: Metrics, { standard }: Site) {
  return { port, path, interval: `${standard.scrapeSeconds}s` as const }
}
