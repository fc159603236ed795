import type { Cluster } from '../lib/fleet/cluster.ts'

/** What the platform promises to tenants and apps: the only file of platform/ they may import. */

/** Namespace label that says which tenant owns it. */
export const tenantLabel = 'acme.internal/tenant'

/** Labels of the namespaces that belong to the platform. */
export const platformLabels = { 'acme.internal/layer': 'platform' } as const

/** The Gateway in front of every cluster, as a route's `parentRefs` entry; it serves `*.<domain>` over TLS. */
export const gateway = {
  group: 'gateway.networking.k8s.io',
  kind: 'Gateway',
  name: 'shared',
  namespace: 'gateway-system',
  sectionName: 'https',
} as const

/** The same Gateway for the platform's own services: `*.platform.<domain>`, closed to tenants. */
export const platformGateway = { ...gateway, sectionName: 'platform' } as const

/** Namespace of the proxies behind the Gateway: where traffic to apps comes from. */
export const proxyNamespace = 'envoy-gateway-system'

/** Where an app answers on a cluster. */
export function ingressDomain(app: string, cluster: Cluster): string {
  return `${app}.${cluster.domain}`
}

/** Where a service of the platform answers on a cluster. */
export function platformDomain(service: string, cluster: Cluster): string {
  return `${service}.platform.${cluster.domain}`
}

/** Issues certificates that everything at Acme trusts. */
export const issuer = { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'acme' } as const

/** The store behind the platform's own ExternalSecrets; namespaces of tenants cannot use it. */
export const platformSecretStore = { kind: 'ClusterSecretStore', name: 'platform' } as const

export const monitoring = {
  /** Namespace from which metrics are scraped. */
  namespace: 'monitoring',
  /** Labels of the pods that scrape. */
  scraper: { 'app.kubernetes.io/name': 'prometheus' },
  /** Prometheus HTTP API. It reads every ServiceMonitor, PodMonitor and PrometheusRule, whatever their labels. */
  prometheus: 'http://kube-prometheus-stack-prometheus.monitoring:9090',
} as const

export const loadTester = {
  namespace: 'flagger-loadtester',
  /** Address for Flagger webhooks. */
  url: 'http://flagger-loadtester.flagger-loadtester',
} as const
