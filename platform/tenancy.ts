import { tenantsOf } from '../lib/tenant/define-tenant.ts'
import type { Quota } from '../lib/tenant/quota.ts'
import type { Tenancy, TierLimits } from '../lib/tenant/tenancy.ts'
import type { Unit } from '../lib/unit/unit.ts'
import { appKinds } from './app-kinds.ts'
import { gateway } from './envoy-gateway/gateway.ts'
import { proxyNamespace } from './envoy-gateway/way-in.ts'
import { secretStore } from './external-secrets/secret-store.ts'
import { tenantSecrets } from './external-secrets/tenant-secrets.ts'
import { flagger } from './flagger/flagger.ts'
import { fluxOperator } from './flux/flux-operator.ts'
import { groups } from './groups.ts'
import { kubeGreen } from './kube-green/kube-green.ts'
import { monitoring } from './kube-prometheus-stack/monitoring.ts'
import { prometheusOperatorCrds } from './kube-prometheus-stack/prometheus-operator-crds.ts'
import { labelPrefix } from './labels.ts'
import { policies } from './policies/policies.ts'
import { prices } from './prices.ts'

const containers = { default: { cpuMilli: 50, memoryMi: 128 }, max: { memoryMi: 2048 }, maxVolumeGi: 20 }

function tier(quota: Quota, largest: { readonly memoryMi: number; readonly volumeGi: number }): TierLimits {
  const { memoryMi, volumeGi } = largest
  return { quota, containers: { ...containers, max: { memoryMi }, maxVolumeGi: volumeGi } }
}

const tiers = {
  bronze: tier({ cpu: 4, memoryGi: 8, storageGi: 40, pods: 40 }, { memoryMi: 1024, volumeGi: 20 }),
  silver: tier({ cpu: 12, memoryGi: 32, storageGi: 200, pods: 120 }, { memoryMi: 4096, volumeGi: 100 }),
  gold: tier({ cpu: 48, memoryGi: 128, storageGi: 1000, pods: 400 }, { memoryMi: 16384, volumeGi: 500 }),
}

/** What every tenant waits for: the kinds it renders, the way in, its secrets, and the rules it is held to. */
export const foundations: readonly Unit[] = [gateway, secretStore, prometheusOperatorCrds, policies]

const tenancy: Tenancy<keyof typeof tiers> = {
  labelPrefix,
  groups,
  codeHost: '@acme',
  platformGroup: 'platform',
  tiers,
  prices,
  after: foundations,
  afterWherePresent: [flagger, fluxOperator],
  dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
  gateway: { namespace: proxyNamespace },
  metrics: { namespace: monitoring.namespace, podLabels: monitoring.scraper },
  secretBackend: tenantSecrets,
  alertSecret: 'alerts',
  appKinds,
  sleeper: kubeGreen,
}

/** Gives a team its slice of the clusters it selects. */
export const defineTenant = tenantsOf(tenancy)
