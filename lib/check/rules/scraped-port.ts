import type { Manifest } from '../../manifest/manifest.ts'
import { field, items, text } from '../../manifest/field.ts'
import { hasChart, neighboursOf } from '../neighbours.ts'
import { objectRule } from '../object-rule.ts'
import { matches, podLabelsOf, podTemplateOf } from '../pod-template.ts'

const metadata = { namespace: 'shop', labels: { app: 'web' } }
const monitor = (kind: 'ServiceMonitor' | 'PodMonitor', port: string, app = 'web') => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind,
  metadata,
  spec: {
    selector: { matchLabels: { app } },
    [kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints']: [{ port }],
  },
})
const service = { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ name: 'http', port: 80 }] } }
const container = { name: 'web', ports: [{ name: 'http', containerPort: 80 }] }
const workload = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } } },
}

/** Labels that operators put on pods they make, and the kind they make them for. */
const operated: Readonly<Record<string, string>> = { 'cnpg.io/cluster': 'Cluster', 'strimzi.io/cluster': 'Kafka' }

export const scrapedPort = objectRule({
  id: 'scraped-port',
  lint: 23,
  severity: 'error',
  waivable: true,
  description: 'a monitor finds something to scrape, on a port of the name it gives',
  kinds: ['monitoring.coreos.com/ServiceMonitor', 'monitoring.coreos.com/PodMonitor'],
  examples: {
    refused: [
      { files: { 'prod/apps/web': [service, monitor('ServiceMonitor', 'metrics')] } },
      { files: { 'prod/apps/web': [service, monitor('ServiceMonitor', 'http', 'api')] } },
      { files: { 'prod/apps/web': [workload, monitor('PodMonitor', 'metrics')] } },
      { files: { 'prod/apps/web': [service, monitor('PodMonitor', 'http')] } },
    ],
    allowed: [
      { files: { 'prod/apps/web': [service, monitor('ServiceMonitor', 'http')] } },
      { files: { 'prod/apps/web': [workload, monitor('PodMonitor', 'http')] } },
    ],
  },
  *look(file, context) {
    const { livesOn, manifest } = file
    if (hasChart(context, livesOn, manifest.metadata.namespace) || field(manifest, 'spec.namespaceSelector')) return
    const wanted = field(manifest, 'spec.selector.matchLabels')
    const neighbours = neighboursOf(file, context)
    if (neighbours.some(other => isOperated(other, wanted))) return
    const pods = manifest.kind === 'PodMonitor'
    const ports = neighbours.flatMap(other => (pods ? podPorts(other, wanted) : servicePorts(other, wanted)))
    for (const endpoint of items(manifest, pods ? 'spec.podMetricsEndpoints' : 'spec.endpoints')) {
      const port = text(endpoint, 'port')
      if (port === undefined || ports.includes(port)) continue
      const there = ports.length > 0 ? `there are ${[...new Set(ports)].join(', ')}` : 'it selects nothing'
      yield { message: `scrapes port "${port}", but ${there}`, fix: 'name a port of what it selects' }
    }
  },
})

function servicePorts(other: Manifest, wanted: unknown): string[] {
  if (other.kind !== 'Service' || !matches(other.metadata.labels, wanted)) return []
  return items(other, 'spec.ports').flatMap(port => text(port, 'name') ?? [])
}

function podPorts(other: Manifest, wanted: unknown): string[] {
  const labels = podLabelsOf(other)
  if (labels === undefined || !matches(labels, wanted)) return []
  const containers = items(podTemplateOf(other), 'spec.containers')
  return containers.flatMap(container => items(container, 'ports').flatMap(port => text(port, 'name') ?? []))
}

function isOperated({ kind, metadata }: Manifest, wanted: unknown): boolean {
  return Object.entries(operated).some(([label, of]) => kind === of && matches(wanted, { [label]: metadata.name }))
}
