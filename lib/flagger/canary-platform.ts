import type { TrafficProvider } from '../fleet/traffic-provider.ts'

/** The Gateway that the routes of canaries attach to. */
export interface CanaryGateway {
  readonly name: string
  readonly namespace: string
  /** @default every listener that allows the route */
  readonly listener?: string
  /** Where load tests reach it from inside the cluster, e.g. `http://public.envoy-gateway-system`. */
  readonly address: string
}

/** What a cluster offers to canaries. The platform's contract exports one; `P` decides what compiles. */
export interface CanaryPlatform<P extends TrafficProvider = TrafficProvider> {
  readonly provider: P
  /** Address of the Prometheus that metric templates ask. */
  readonly prometheus: string
  /** Address of the Service of Flagger's load tester, e.g. `http://loadtester.flagger`, without a path. */
  readonly loadTester: string
  /** Present on Gateway API only, and always there. */
  readonly gateway?: CanaryGateway
}

type Gateways<P extends TrafficProvider> = P extends `gatewayapi:${string}`
  ? { readonly gateway: CanaryGateway }
  : { readonly gateway?: never }

export function canaryPlatform<const P extends TrafficProvider>(
  platform: Omit<CanaryPlatform<P>, 'gateway'> & Gateways<P>,
): CanaryPlatform<P> {
  return platform
}

/** For workloads that nobody calls through a gateway: Kubernetes' own Services are on every cluster. */
export function withoutRoute({ prometheus, loadTester }: CanaryPlatform): CanaryPlatform<'kubernetes'> {
  return { provider: 'kubernetes', prometheus, loadTester }
}
