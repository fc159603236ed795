import type { Cluster } from '../../lib/fleet/cluster.ts'
import { platformDomain, platformGateway } from '../envoy-gateway/way-in.ts'
import { resources, type Resources } from '../resources.ts'

/** The Secret with Grafana's first account; the chart would otherwise put a password of its own into git. */
export const grafanaAdmin = {
  existingSecret: 'grafana-admin',
  userKey: 'admin-user',
  passwordKey: 'admin-password',
} as const

export interface GrafanaValues {
  readonly admin: typeof grafanaAdmin
  readonly resources: Resources
  readonly 'grafana.ini': Readonly<Record<string, Readonly<Record<string, string | boolean>>>>
  readonly route: {
    readonly main: {
      readonly enabled: boolean
      readonly hostnames: readonly string[]
      readonly parentRefs: readonly (typeof platformGateway)[]
    }
  }
}

/** Stateless: dashboards and sources come from ConfigMaps in git, so a lost pod loses nothing. */
export function grafanaValues(cluster: Cluster): GrafanaValues {
  const host = platformDomain('grafana', cluster)
  return {
    admin: grafanaAdmin,
    resources: resources('100m', '512Mi'),
    'grafana.ini': {
      server: { root_url: `https://${host}` },
      analytics: { check_for_updates: false, reporting_enabled: false },
      security: { cookie_secure: true },
      users: { allow_sign_up: false },
    },
    route: { main: { enabled: true, hostnames: [host], parentRefs: [platformGateway] } },
  }
}
