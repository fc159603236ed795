import type { TrafficProvider } from '../fleet/traffic-provider.ts'

/**
 * PromQL for the requests of one workload, as rates a second. Each holds `$window`, the range to look over;
 * whoever uses it puts a range there.
 */
export interface RequestSeries {
  readonly total: string
  readonly failed: string
  readonly succeeded: string
  /** @param millis one of `buckets` */
  readonly fasterThan: (millis: number) => string
  readonly quantile: (quantile: number) => string
  /** Upper bounds of the latency histogram, in milliseconds. */
  readonly buckets: readonly number[]
}

/** @see https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats */
const envoyBuckets = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000]

/** @see https://github.com/linkerd/linkerd2-proxy */
const linkerdBuckets = [
  1, 2, 3, 4, 5, 10, 20, 30, 40, 50, 100, 200, 300, 400, 500, 1_000, 2_000, 3_000, 4_000, 5_000, 10_000, 20_000, 30_000,
  40_000, 50_000,
]

interface Names {
  readonly count: string
  /** Label matcher that leaves failed requests only. */
  readonly failure: string
  readonly success: string
  readonly bucket: string
  readonly bounds: readonly number[]
}

const envoyGateway: Names = {
  count: 'envoy_cluster_upstream_rq_xx',
  failure: 'envoy_response_code_class="5"',
  success: 'envoy_response_code_class!="5"',
  bucket: 'envoy_cluster_upstream_rq_time_bucket',
  bounds: envoyBuckets,
}

const istio: Names = {
  count: 'istio_requests_total',
  failure: 'response_code=~"5.*"',
  success: 'response_code!~"5.*"',
  bucket: 'istio_request_duration_milliseconds_bucket',
  bounds: envoyBuckets,
}

const linkerd: Names = {
  count: 'response_total',
  failure: 'classification="failure"',
  success: 'classification!="failure"',
  bucket: 'response_latency_ms_bucket',
  bounds: linkerdBuckets,
}

/** Requests of a workload in all its versions; undefined where we do not know the provider's series. */
export function workloadSeries(
  provider: TrafficProvider,
  namespace: string,
  service: string,
): RequestSeries | undefined {
  const versions = `${service}(-primary|-canary)?`
  switch (provider) {
    case 'gatewayapi:v1':
      return series(envoyGateway, envoyClusters(namespace, service, '[0-9]+(/backend/[0-9]+)?'))
    case 'istio':
      return series(istio, istioWorkload(namespace, versions))
    case 'linkerd':
      return series(linkerd, linkerdWorkload(namespace, versions))
    default:
      return undefined
  }
}

/** Requests of the new version alone. Names may be Flagger's placeholders, e.g. `{{ namespace }}`. */
export function canarySeries(
  provider: TrafficProvider,
  names: { readonly namespace: string; readonly service: string; readonly target: string },
  rules: string,
): RequestSeries | undefined {
  switch (provider) {
    case 'gatewayapi:v1':
      return series(envoyGateway, envoyClusters(names.namespace, names.service, rules))
    case 'istio':
      return series(istio, istioWorkload(names.namespace, names.target))
    case 'linkerd':
      return series(linkerd, linkerdWorkload(names.namespace, names.target))
    default:
      return undefined
  }
}

/** Envoy Gateway names an Envoy cluster after the route's rule, and after the backend where a rule needs one each. */
function envoyClusters(namespace: string, route: string, rules: string): string {
  return `envoy_cluster_name=~"httproute/${namespace}/${route}/rule/${rules}"`
}

/** Sidecars report as `destination`, ambient waypoints as `waypoint`. */
function istioWorkload(namespace: string, workload: string): string {
  return `reporter=~"destination|waypoint",destination_workload_namespace="${namespace}",destination_workload=~"${workload}"`
}

function linkerdWorkload(namespace: string, deployment: string): string {
  return `namespace="${namespace}",deployment=~"${deployment}",direction="inbound"`
}

function series({ count, failure, success, bucket, bounds }: Names, labels: string): RequestSeries {
  const rate = (metric: string, more = '') => `rate(${metric}{${labels}${more}}[$window])`
  const total = `sum(${rate(count)})`
  return {
    total,
    // A counter that never moved has no series: without requests that failed, zero of all requests did.
    failed: `(sum(${rate(count, `,${failure}`)}) or ${total} * 0)`,
    succeeded: `sum(${rate(count, `,${success}`)})`,
    fasterThan: millis => `sum(${rate(bucket, `,le="${millis}"`)})`,
    quantile: quantile => `histogram_quantile(${quantile}, sum(${rate(bucket)}) by (le))`,
    buckets: bounds,
  }
}
