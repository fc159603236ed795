/**
 * Who shifts traffic between two versions of a workload, as Flagger calls it.
 * @see https://docs.flagger.app/usage/deployment-strategies
 */
export type TrafficProvider =
  | 'gatewayapi:v1'
  | 'istio'
  | 'linkerd'
  | 'kuma'
  | 'knative'
  | 'traefik'
  | 'nginx'
  | 'contour'
  | 'gloo'
  | 'apisix'
  | 'kubernetes'
