import type { Cluster, Engine } from '../fleet/cluster.ts'
import type { Environment } from '../fleet/environment.ts'
import { defineComponent } from '../unit/define-unit.ts'
import { tenantsOf } from './define-tenant.ts'
import type { Quota } from './quota.ts'
import type { Tenancy } from './tenancy.ts'
import type { Organization, TenantDefinition } from './tenant-definition.ts'

const environments: Readonly<Record<'dev' | 'production', Environment>> = {
  dev: { name: 'dev', policyAction: 'Audit', sync: { prune: true, selfHeal: false } },
  production: { name: 'production', policyAction: 'Deny', sync: { prune: true, selfHeal: true } },
}

function exampleCluster(name: string, environment: Environment, engine: Engine): Cluster {
  const place = { region: 'eu-west-1', cloud: 'aws', kubernetes: '1.36', profile: 'all' } as const
  return { name, environment, engine, domain: `${name}.acme.internal`, ...place }
}

export const exampleClusters = {
  dev: exampleCluster('dev', environments.dev, 'flux'),
  live: exampleCluster('live', environments.production, 'argocd'),
} as const

export const exampleSleeper = defineComponent({ name: 'kube-green', on: { environments: ['dev'] } })

const quota: Quota = { cpu: 4, memoryGi: 16, storageGi: 100, pods: 40 }
const containers = { default: { cpuMilli: 50, memoryMi: 128 }, max: { memoryMi: 4096 }, maxVolumeGi: 50 }

const price = { cpuHour: 0.04, memoryGiHour: 0.005, storageGiMonth: 0.1 }

/** A small platform for tests and for the examples of rules. */
export const exampleTenancy: Tenancy<'small' | 'large'> = {
  labelPrefix: 'acme.internal',
  groups: ['shop-owners', 'shop-developers', 'auditors'],
  codeHost: '@acme',
  platformGroup: 'platform',
  tiers: {
    small: { quota, containers },
    large: { quota: { ...quota, cpu: 16 }, containers: { ...containers, maxVolumeGi: 500 } },
  },
  prices: { currency: 'EUR', clouds: { aws: price, azure: price, gcp: price, kind: price } },
  after: [],
  afterWherePresent: [],
  dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
  gateway: { namespace: 'gateway' },
  metrics: { namespace: 'monitoring', podLabels: { 'app.kubernetes.io/name': 'prometheus' } },
  secretBackend: ({ tenant, cluster }) => ({
    provider: { aws: { service: 'SecretsManager', region: cluster.region, prefix: `tenants/${tenant}/` } },
    objects: [],
  }),
  alertSecret: 'alerts',
  appKinds: [
    { group: '', kind: 'Service' },
    { group: 'apps', kind: 'Deployment' },
    { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  ],
  sleeper: exampleSleeper,
}

export const exampleOrganization: Organization = { name: 'retail', costCenter: 'cc-100' }

/** A tenant that says no more than it must. */
export const exampleDefinition = {
  name: 'shop',
  organization: exampleOrganization,
  owners: ['shop-owners'],
  contact: { email: 'shop@acme.internal', channel: '#shop' },
  tier: 'small',
  monthlyBudget: 1000,
  classification: 'internal',
  on: {},
} as const satisfies TenantDefinition<'small' | 'large'>

export const defineExampleTenant = tenantsOf(exampleTenancy)
