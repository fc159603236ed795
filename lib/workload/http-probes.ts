import type { IProbe } from 'kubernetes-models/v1'

/** Where a process says that it is up. */
export interface Health {
  /** Answers 2xx once the process can take work. @default '/readyz' */
  readonly ready?: `/${string}`
  /** Answers 2xx while the process can still recover by itself. @default '/livez' */
  readonly live?: `/${string}`
}

/** Probes of a process that speaks HTTP: a minute to start, then 6 s to leave the endpoints, 30 s to be restarted. */
export function httpProbes(port: string, { ready = '/readyz', live = '/livez' }: Health = {}) {
  return {
    startupProbe: probe(port, live, { periodSeconds: 2, failureThreshold: 30 }),
    readinessProbe: probe(port, ready, { periodSeconds: 3, failureThreshold: 2 }),
    livenessProbe: probe(port, live, { periodSeconds: 10, failureThreshold: 3 }),
  }
}

function probe(port: string, path: string, pace: Pick<IProbe, 'periodSeconds' | 'failureThreshold'>): IProbe {
  return { httpGet: { path, port }, timeoutSeconds: 2, ...pace }
}
