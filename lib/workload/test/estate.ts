import { ApiObject, App, Chart } from 'cdk8s'
import type { Cluster } from '../../fleet/cluster.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { defineComponent } from '../../unit/define-unit.ts'
import type { Unit } from '../../unit/unit.ts'
import { defineExampleTenant, exampleDefinition } from '../../tenant/example-tenancy.ts'
import { canaryPlatform } from '../../flagger/canary-platform.ts'
import { goldenPaths } from '../golden-paths.ts'
import type { Releases } from '../releases.ts'
import type { Platform } from '../site.ts'

const cluster = (name: string, environment: string): Cluster => ({
  name,
  environment: { name: environment, policyAction: 'Deny', sync: { prune: true, selfHeal: true } },
  region: 'eu-west-1',
  cloud: 'aws',
  engine: 'argocd',
  kubernetes: '1.36',
  domain: `${name}.acme.internal`,
  profile: 'full',
  traffic: 'gatewayapi:v1',
})

export const dev = cluster('dev', 'dev')
export const production = cluster('prod-eu', 'production')
export const clusters = [dev, cluster('staging', 'staging'), production]

export const shop = defineExampleTenant(exampleDefinition)

export const keda = defineComponent({ name: 'keda' })
export const flagger = defineComponent({ name: 'flagger' })

export const platform: Platform<'gatewayapi:v1'> = {
  standard: {
    default: { minReplicas: 2, spread: 'ScheduleAnyway', scrapeSeconds: 30 },
    environments: { dev: { minReplicas: 1 }, production: { spread: 'DoNotSchedule' } },
  },
  gateway: { name: 'shared', namespace: 'gateway-system' },
  after: [],
  scaler: keda,
  canaryController: flagger,
  canaries: canaryPlatform({
    provider: 'gatewayapi:v1',
    prometheus: 'http://prometheus.monitoring:9090',
    loadTester: 'http://loadtester.flagger',
    gateway: { name: 'shared', namespace: 'gateway-system', address: 'http://shared.gateway-system' },
  }),
}

export const paths = goldenPaths(platform)

/** The same version everywhere. */
export const released: Releases = { pin: repository => ({ image: `${repository}:1.4.2` }) }

export const basics = { tenant: shop, image: 'ghcr.io/acme/api', releases: released } as const

export interface Rendered {
  readonly manifests: readonly Manifest[]
  readonly problems: readonly string[]
}

/** A unit on one cluster, and what its constructs say against it. */
export function render(unit: Pick<Unit, 'name' | 'namespace' | 'build'>, on: Cluster = production): Rendered {
  const chart = new Chart(new App(), unit.name, {
    disableResourceNameHashes: true,
    ...(unit.namespace && { namespace: unit.namespace }),
  })
  unit.build(chart, on)
  const constructs = chart.node.findAll()
  return {
    manifests: constructs.filter(ApiObject.isApiObject).map(object => object.toJson() as Manifest),
    problems: constructs.flatMap(({ node }) => node.validate()),
  }
}

/** The only object of a kind; a test that expects another number fails here. */
export function only<T = Record<string, never>>({ manifests }: Rendered, kind: string): Manifest & { spec: T } {
  const found = manifests.filter(manifest => manifest.kind === kind)
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind}`)
  return found[0] as Manifest & { spec: T }
}
