import type { TrafficProvider } from '../fleet/traffic-provider.ts'

/** Something a release may ask of the provider. */
export type Ability =
  'weighted' | 'abTest' | 'blueGreen' | 'mirroring' | 'sessionAffinity' | 'queryMatch' | 'requestMetrics'

/**
 * What each provider can do, from Flagger's router and observer sources.
 * `requestMetrics`: a success rate and a latency of the canary alone exist (built in, or as templates that we render).
 * @see https://docs.flagger.app/usage/deployment-strategies
 */
export const abilities = {
  'gatewayapi:v1': ['weighted', 'abTest', 'blueGreen', 'mirroring', 'sessionAffinity', 'queryMatch', 'requestMetrics'],
  istio: ['weighted', 'abTest', 'blueGreen', 'mirroring', 'sessionAffinity', 'queryMatch', 'requestMetrics'],
  linkerd: ['weighted', 'blueGreen', 'requestMetrics'],
  kuma: ['weighted', 'blueGreen', 'requestMetrics'],
  knative: ['weighted'],
  traefik: ['weighted', 'blueGreen', 'requestMetrics'],
  nginx: ['weighted', 'abTest', 'blueGreen'],
  contour: ['weighted', 'abTest', 'blueGreen', 'requestMetrics'],
  gloo: ['weighted', 'abTest', 'blueGreen', 'requestMetrics'],
  apisix: ['weighted', 'blueGreen', 'requestMetrics'],
  // Flagger's own queries there read labels that only its bundled Prometheus writes.
  kubernetes: ['blueGreen'],
} as const satisfies Record<TrafficProvider, readonly Ability[]>

export type AbilitiesOf<P extends TrafficProvider> = (typeof abilities)[P][number]

interface Refusals {
  weighted: 'cannot split traffic by weight; use blueGreen(...)'
  abTest: 'cannot run A/B tests; use weighted(...) or blueGreen(...)'
  blueGreen: 'cannot run blue/green; use weighted(...)'
  mirroring: 'cannot mirror traffic; leave mirror out'
  sessionAffinity: 'cannot keep sessions on one version; leave sessionAffinity out'
  queryMatch: 'cannot match a query parameter; use header(...) or cookie(...)'
  requestMetrics: 'has no success rate and latency of its own; use promql(...) or another metric'
}

/** `never` where the provider can do it; else the sentence that the compiler shows. */
export type Refusal<P extends TrafficProvider, N extends Ability> = {
  [A in Exclude<N, AbilitiesOf<P>>]: `${P} ${Refusals[A]}`
}[Exclude<N, AbilitiesOf<P>>]
