import type { Cluster } from '../../lib/fleet/cluster.ts'

/** The Gateway in front of every cluster, as a route's `parentRefs` entry; it serves `*.<domain>` over TLS. */
export const gatewayReference = {
  group: 'gateway.networking.k8s.io',
  kind: 'Gateway',
  name: 'shared',
  namespace: 'gateway-system',
  sectionName: 'https',
} as const

/** The same Gateway for the platform's own services: `*.platform.<domain>`, closed to tenants. */
export const platformGateway = { ...gatewayReference, sectionName: 'platform' } as const

/** Namespace of the proxies behind the Gateway: where traffic to apps comes from. */
export const proxyNamespace = 'envoy-gateway-system'

/** Service of those proxies; a name of its own, because the controller's would hold a hash. */
export const proxyService = 'shared-gateway'

/** Where an app answers on a cluster. */
export function ingressDomain(app: string, cluster: Cluster): string {
  return `${app}.${cluster.domain}`
}

/** Where a service of the platform answers on a cluster. */
export function platformDomain(service: string, cluster: Cluster): string {
  return `${service}.platform.${cluster.domain}`
}
