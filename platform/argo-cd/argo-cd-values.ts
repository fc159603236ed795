import { controllerAccount } from '../../lib/delivery/argocd/accounts.ts'
import { argocdHealthCustomizations } from '../../lib/delivery/argocd/health.ts'
import type { Cluster } from '../../lib/fleet/cluster.ts'
import { platformDomain } from '../envoy-gateway/way-in.ts'
import { survivesDrain, type Replicated } from '../replicated.ts'
import { previewPlatform } from '../previews/preview-platform.ts'
import { resources, type Resources } from '../resources.ts'

interface Budget {
  readonly enabled: boolean
  readonly minAvailable?: number
}

interface Workload {
  readonly replicas: number
  readonly pdb: Budget
  readonly metrics: { readonly enabled: boolean }
  readonly resources: Resources
}

export interface ArgoCdValues {
  readonly global: {
    readonly domain: string
    readonly logging: { readonly format: 'json' | 'text' }
    readonly priorityClassName: string
  }
  readonly crds: { readonly install: boolean; readonly keep: boolean }
  readonly configs: {
    readonly cm: Readonly<Record<string, string | boolean>>
    readonly params: Readonly<Record<string, string | boolean>>
    readonly rbac: { readonly 'policy.default': string; readonly 'policy.csv': string }
  }
  readonly controller: {
    readonly metrics: { readonly enabled: boolean }
    readonly resources: Resources
    readonly serviceAccount: { readonly name: string }
  }
  readonly server: Workload
  readonly repoServer: Workload
  readonly redis: { readonly resources: Resources }
  readonly dex: { readonly enabled: boolean }
  readonly notifications: { readonly enabled: boolean }
  readonly applicationSet: { readonly replicas: number }
}

/** Where Argo CD finds the root certificate that signed the one of Acme's single sign-on. */
export const rootCertificate = { secret: 'acme-root-ca', key: 'ca.crt' } as const

const metrics = { enabled: true }

export function argoCdValues(cluster: Cluster, settings: Replicated): ArgoCdValues {
  return {
    global: {
      domain: platformDomain('argocd', cluster),
      logging: { format: 'json' },
      priorityClassName: 'system-cluster-critical',
    },
    crds: { install: true, keep: true },
    configs: {
      cm: settingsMap(),
      params: {
        // TLS ends at the Gateway.
        'server.insecure': true,
        // Asks the API server what would change: defaults and webhooks are no difference.
        'controller.diff.server.side': true,
      },
      rbac: { 'policy.default': '', 'policy.csv': 'g, platform-team, role:admin\n' },
    },
    controller: {
      metrics,
      resources: resources('500m', '2Gi'),
      serviceAccount: { name: controllerAccount.name }, // which it becomes to apply the platform
    },
    server: workload(settings, resources('100m', '256Mi')),
    repoServer: workload(settings, resources('200m', '1Gi')),
    redis: { resources: resources('50m', '256Mi') }, // a cache: one is enough, losing it costs a render
    // Single sign-on is asked directly; nothing here notifies; only previews are sets.
    dex: { enabled: false },
    notifications: { enabled: false },
    applicationSet: { replicas: previewPlatform.environments.includes(cluster.environment.name) ? 1 : 0 },
  }
}

function settingsMap(): Readonly<Record<string, string | boolean>> {
  return {
    'admin.enabled': false,
    // What applies an app of a tenant may do no more than the tenant: every project says whom to become.
    'application.sync.impersonation.enabled': true,
    'application.resourceTrackingMethod': 'annotation',
    // The controller manager fills in the rules of aggregated roles.
    'resource.compareoptions': 'ignoreAggregatedRoles: true\n',
    'oidc.config': singleSignOn,
    ...argocdHealthCustomizations(),
  }
}

/** PKCE: a public client, so there is no client secret to keep. */
const singleSignOn = `name: Acme
issuer: https://sso.acme.internal/realms/acme
clientID: argocd
enablePKCEAuthentication: true
requestedScopes: [openid, profile, email, groups]
rootCA: $${rootCertificate.secret}:${rootCertificate.key}
`

function workload(settings: Replicated, resources: Resources): Workload {
  const enabled = survivesDrain(settings)
  return {
    replicas: settings.replicas,
    pdb: enabled ? { enabled, minAvailable: 1 } : { enabled },
    metrics,
    resources,
  }
}
