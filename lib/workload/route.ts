import type { Duration } from 'cdk8s'
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1'
import type { Site } from './site.ts'

/** How the world reaches a service through the shared Gateway. */
export interface Route {
  /** First label of the host name; the cluster's domain follows. */
  readonly host: string
  /** @default everything under `/` */
  readonly path?: `/${string}`
  /** Time a request may take, retries included. @default 15 seconds */
  readonly timeout?: Duration
  /** How often the gateway tries again when the service cannot be reached or is overloaded. @default 2 */
  readonly retries?: number
  /** Requests that one gateway pod lets through. @default no limit */
  readonly rateLimit?: { readonly requests: number; readonly per: 'Second' | 'Minute' | 'Hour' }
}

export function httpRoute(name: string, port: number, { route, site }: { route: Route; site: Site }): IHTTPRoute {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name },
    spec: {
      parentRefs: [site.gateway],
      hostnames: [hostname(route, site)],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: route.path ?? '/' } }],
          timeouts: { request: `${requestSeconds(route)}s` },
          backendRefs: [{ name, port }],
        },
      ],
    },
  }
}

export function hostname({ host }: Route, { cluster }: Site): string {
  return `${host}.${cluster.domain}`
}

export function requestSeconds({ timeout }: Route): number {
  return timeout?.toSeconds() ?? 15
}

/** @see https://gateway.envoyproxy.io/docs/api/extension_types/#backendtrafficpolicy */
export interface BackendTrafficPolicy {
  readonly apiVersion: 'gateway.envoyproxy.io/v1alpha1'
  readonly kind: 'BackendTrafficPolicy'
  readonly metadata: { readonly name: string }
  readonly spec: object
}

/** Retries and rate limits: HTTPRoute has no limits, and its retries are not in the standard channel. */
export function trafficPolicy(name: string, { retries = 2, rateLimit }: Route): BackendTrafficPolicy | undefined {
  if (retries === 0 && rateLimit === undefined) return undefined
  return {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'BackendTrafficPolicy',
    metadata: { name },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name }],
      ...(retries > 0 && {
        // Only what is safe for requests that change something: the service never saw them.
        retry: {
          numRetries: retries,
          retryOn: { triggers: ['connect-failure', 'refused-stream', 'reset-before-request'] },
        },
      }),
      ...(rateLimit && {
        rateLimit: {
          type: 'Local',
          local: { rules: [{ limit: { requests: rateLimit.requests, unit: rateLimit.per } }] },
        },
      }),
    },
  }
}

/** Why a route cannot work, each as `what; what to do`. */
export function routeProblems({ host, timeout, retries = 2, rateLimit }: Route): string[] {
  const problems = []
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(host)) {
    problems.push(`host "${host}" is no DNS label; write the first label only, e.g. "shop"`)
  }
  if (timeout && timeout.toMilliseconds() < 1000) problems.push('timeout is under a second; use at least 1 s')
  if (!Number.isInteger(retries) || retries < 0) problems.push(`retries is ${retries}; use a whole number from 0`)
  if (rateLimit && (!Number.isInteger(rateLimit.requests) || rateLimit.requests < 1)) {
    problems.push(`rateLimit is ${rateLimit.requests} requests; use a whole number from 1`)
  }
  return problems
}
