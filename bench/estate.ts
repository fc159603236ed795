import type { Chart } from 'cdk8s'
import type { Fleet } from '../lib/fleet/fleet.ts'
import { defineApp, defineComponent } from '../lib/unit/define-unit.ts'
import type { Unit } from '../lib/unit/unit.ts'
import { addObjects } from './objects.ts'

/** How many units, from the address of this module: `./estate.ts?units=1600`. */
const size = Number(new URL(import.meta.url).searchParams.get('units') ?? 1600)

/**
 * Who waits for whom is what the reference estate says of its largest cluster (prod-eu: 21 components, 4 tenants, 6 apps),
 * `after` and `afterWherePresent` as declared. A larger estate has the same platform and more tenants and apps, 4 to 6.
 */
const platform: Readonly<Record<string, readonly string[]>> = {
  crds: [],
  'atlas-operator': [],
  'strimzi-operator': [],
  'argo-cd': [],
  'cert-manager': ['crds'],
  'external-secrets': ['crds'],
  kyverno: ['crds'],
  'envoy-gateway': ['crds'],
  keda: ['crds'],
  'cloudnative-pg': ['crds'],
  'secret-store': ['external-secrets'],
  policies: ['kyverno'],
  'metrics-server': ['cert-manager', 'crds'],
  'barman-cloud': ['cloudnative-pg', 'cert-manager'],
  issuers: ['cert-manager', 'secret-store'],
  'delivered-clusters': ['argo-cd', 'secret-store'],
  gateway: ['envoy-gateway', 'issuers'],
  monitoring: ['crds', 'cert-manager', 'secret-store', 'gateway'],
  'argo-cd-access': ['argo-cd', 'gateway', 'secret-store', 'crds'],
  flagger: ['envoy-gateway', 'monitoring'],
  'load-tester': ['flagger'],
}
const tenantWaits = ['gateway', 'secret-store', 'crds', 'policies', 'flagger']
/** Beside its tenant; `kafka` is the app of that kind before it. */
const appWaits: Readonly<Record<string, readonly string[]>> = {
  kafka: ['strimzi-operator'],
  frontend: ['gateway', 'crds', 'external-secrets', 'flagger'],
  api: ['gateway', 'crds', 'external-secrets', 'barman-cloud', 'atlas-operator', 'kafka', 'flagger'],
  worker: ['gateway', 'crds', 'external-secrets', 'kafka', 'keda', 'flagger'],
  report: ['gateway', 'crds', 'external-secrets'],
  handbook: ['gateway', 'crds', 'external-secrets'],
}

const units = new Map<string, Unit>()
const definition = (name: string, waits: readonly string[]) => ({
  name,
  namespace: name,
  after: waits.map(needs => units.get(needs)!),
  build: (chart: Chart) => addObjects(chart, name),
})

for (const [name, waits] of Object.entries(platform)) units.set(name, defineComponent(definition(name, waits)))
const tenants = Array.from({ length: Math.round((size - units.size) * 0.4) }, (_, i) => `tenant-${i}`)
for (const name of tenants) units.set(name, defineComponent(definition(name, tenantWaits)))
const kinds = Object.entries(appWaits)
for (let i = 0; units.size < size; i++) {
  const [kind, waits] = kinds[i % kinds.length]!
  const round = Math.floor(i / kinds.length)
  const after = waits.map(needs => (needs === 'kafka' ? `kafka-${round}` : needs))
  const tenant = units.get(tenants[i % tenants.length]!)!
  units.set(`${kind}-${round}`, defineApp({ ...definition(`${kind}-${round}`, after), tenant }))
}

export const estate: readonly Unit[] = [...units.values()]

const production = { name: 'production', policyAction: 'Deny', sync: { prune: true, selfHeal: true } } as const

export const fleet: Fleet = {
  git: { repository: 'https://git.acme.internal/platform/waybill.git', branch: 'main', path: 'dist' },
  environments: [production],
  profiles: [{ name: 'all', components: estate }],
  clusters: [
    {
      name: 'bench',
      environment: production,
      region: 'eu-west-1',
      cloud: 'aws',
      engine: 'argocd',
      kubernetes: '1.36',
      domain: 'bench.acme.internal',
      profile: 'all',
    },
  ],
}
