import { expect, test } from 'vitest'
import type { Fleet } from '../fleet/fleet.ts'
import { defineApp } from '../unit/define-unit.ts'
import { catalogue } from './catalogue.ts'
import { defineExampleTenant, exampleClusters, exampleDefinition } from './example-tenancy.ts'
import { withSubTeams } from './tenant.ts'

const shop = defineExampleTenant({ ...exampleDefinition, subTeams: { cart: { sharePercent: 10 } } })
const { cart } = shop.subTeams
const media = defineExampleTenant({ ...exampleDefinition, name: 'media' })
const api = defineApp({ name: 'api', namespace: cart.namespace, tenant: cart })
const trial = defineApp({ name: 'trial', namespace: shop.namespace, tenant: shop, on: { clusters: ['dev'] } })

const clusters = Object.values(exampleClusters)
const fleet: Fleet = {
  git: { repository: 'https://git.acme.internal/platform.git', branch: 'main', path: 'dist' },
  environments: clusters.map(({ environment }) => environment),
  profiles: [],
  clusters,
}
const files = catalogue([trial, ...withSubTeams(shop), media, api], fleet)
const entity = (kind: string, name: string) =>
  files.flatMap(({ entities }) => entities).find(each => each.kind === kind && each.metadata.name === name)

test('every tenant has a file of its own, with its sub-teams and apps', () => {
  expect(
    files.map(({ path, entities }) => [path, entities.map(({ kind, metadata }) => `${kind} ${metadata.name}`)]),
  ).toEqual([
    ['organizations/retail.yaml', ['Group retail']],
    ['tenants/media.yaml', ['Group media', 'System media']],
    ['tenants/shop.yaml', ['Group shop', 'Group shop-cart', 'System shop', 'Component api', 'Component trial']],
  ])
})

test('a sub-team is part of its tenant, and a tenant of its organization', () => {
  expect(entity('Group', 'shop-cart')?.spec).toMatchObject({ parent: 'shop', profile: { email: 'shop@acme.internal' } })
  expect(entity('Group', 'shop')?.spec).toMatchObject({ parent: 'retail' })
})

test('an app belongs to the team that runs it, and is live where the last environment has it', () => {
  expect(entity('Component', 'api')).toMatchObject({
    metadata: { annotations: { 'backstage.io/kubernetes-namespace': 'shop-cart' } },
    spec: { owner: 'group:shop-cart', system: 'shop', lifecycle: 'production' },
  })
  expect(entity('Component', 'trial')?.spec).toMatchObject({ lifecycle: 'experimental' })
})
