import { describe, expect, test } from 'vitest'
import type { Cluster } from '../fleet/cluster.ts'
import { defineComponent } from '../unit/define-unit.ts'
import type { Unit } from '../unit/unit.ts'
import { explanationText } from './explanation-text.ts'
import { explain } from './explanation.ts'
import { graphMermaid } from './graph-mermaid.ts'
import { graphText } from './graph-text.ts'
import { plain } from './report/screen.ts'
import { unitOrder } from './unit-order.ts'

const production = { name: 'production', policyAction: 'Deny', sync: { prune: true, selfHeal: true } } as const
const cluster: Cluster = {
  name: 'prod-eu',
  environment: production,
  region: 'eu-west-1',
  cloud: 'aws',
  engine: 'argocd',
  kubernetes: '1.36',
  domain: 'eu.acme.internal',
  profile: 'all',
}
const crds = defineComponent({ name: 'crds' })
const loki = defineComponent({
  name: 'loki',
  namespace: 'loki',
  after: [crds],
  settings: { default: { replicas: 1, storage: { size: '10Gi' } }, clusters: { 'prod-eu': { replicas: 3 } } },
  helm: {
    chart: 'loki',
    repository: 'https://charts.acme.internal',
    version: { default: '6.2.0', environments: { production: '6.1.0' } },
    values: () => ({}),
  },
})
const elsewhere = defineComponent({ name: 'tempo', on: { clusters: ['dev'] } })
const estate = [crds, loki, elsewhere]
const fleetOf = (units: readonly Unit[]) => ({
  git: { repository: 'https://git.acme.internal/platform.git', branch: 'main', path: 'dist' },
  environments: [production],
  profiles: [{ name: 'all', components: units }],
  clusters: [cluster],
})
const fleet = fleetOf(estate)
const ask = (unit: string, field?: string) => explain({ cluster: 'prod-eu', unit, field }, fleet, estate)

test('explain says where a unit stands, what it waits for, and which layer set what', () => {
  const text = explanationText(ask('loki'), plain).replace(/test\.ts:\d+/, 'test.ts:1')
  expect(text).toMatchInlineSnapshot(`
    "platform/loki on prod-eu
      defined     lib/cli/explanation.test.ts:1
      namespace   loki
      wave        1
      waits for   platform/crds
      chart       loki 6.1.0 from https://charts.acme.internal, release loki
      on removal  keep-data

    settings
      replicas = 3  cluster prod-eu
        instead of 1  default
      storage.size = "10Gi"  default
      helm.version = "6.1.0"  environment production
        instead of "6.2.0"  default
    "
  `)
})

test('explain takes the id of a unit, and a field that holds others', () => {
  expect(ask('platform/loki', 'storage').fields.map(({ field }) => field)).toEqual(['storage.size'])
})

describe('explain refuses with the nearest right name', () => {
  test.each([
    [() => ask('lokki'), 'unknown unit "lokki"; use "loki"'],
    [() => ask('loki', 'replica'), '"loki" has no setting "replica"; use "replicas"'],
    [() => ask('tempo'), '"tempo" does not run on prod-eu; ask about one that it runs on: no cluster'],
    [() => explain({ cluster: 'prod-us', unit: 'loki' }, fleet, estate), 'unknown cluster "prod-us"; use "prod-eu"'],
  ])('%s', (question, message) => {
    expect(question).toThrow(message)
  })
})

test('graph shows waves, and edges from what is waited for', () => {
  const order = unitOrder(cluster, fleet, estate)
  expect(graphText(order, plain)).toMatchInlineSnapshot(`
    "prod-eu  argocd, 2 units, 2 waves
    wave 0
      platform/crds
    wave 1
      platform/loki  after platform/crds
    "
  `)
  expect(graphMermaid([order])).toMatchInlineSnapshot(`
    "flowchart LR
      subgraph prod-eu
        prod-eu.0["platform/crds"]
        prod-eu.1["platform/loki"]
        prod-eu.0 --> prod-eu.1
      end
    "
  `)
})

test('graph shows cycles, and what waits for a unit that is not there', () => {
  const loop: Unit[] = []
  const a = { ...defineComponent({ name: 'a' }), after: loop }
  const b = defineComponent({ name: 'b', after: [a] })
  loop.push(b)
  const lost = defineComponent({ name: 'lost', after: [elsewhere] })
  const order = unitOrder(cluster, fleetOf([a, b, lost]), [a, b, lost])
  expect(graphText(order, plain)).toContain('cycle: platform/a waits for platform/b waits for platform/a')
  expect(graphText(order, plain)).toContain('missing: platform/lost waits for platform/tempo, which does not land here')
  expect(graphMermaid([order]).match(/-->/g)).toHaveLength(2)
})
