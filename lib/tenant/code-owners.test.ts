import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defineApp } from '../unit/define-unit.ts'
import { codeOwners } from './code-owners.ts'
import { defineExampleTenant, exampleDefinition } from './example-tenancy.ts'
import { withSubTeams } from './tenant.ts'

const shop = defineExampleTenant({
  ...exampleDefinition,
  subTeams: { cart: { sharePercent: 10, owners: ['cart-owners'] } },
})
const api = defineApp({ name: 'api', namespace: 'shop-cart', tenant: shop.subTeams.cart })
const estate = [...withSubTeams(shop), api]

test('a team approves its code and what it renders to; the platform team approves everything else', () => {
  expect(codeOwners(estate).split('\n').slice(2)).toEqual([
    '* @acme/platform',
    '/dist/*/apps/api/ @acme/shop-owners @acme/cart-owners',
    '/dist/*/tenants/shop-cart/ @acme/shop-owners @acme/cart-owners',
    '/dist/*/tenants/shop/ @acme/shop-owners',
    '/lib/tenant/ @acme/shop-owners @acme/cart-owners',
    '',
  ])
})

test('the order of the estate does not matter', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(estate, { minLength: estate.length }), shuffled => {
      expect(codeOwners(shuffled)).toBe(codeOwners(estate))
    }),
  )
})

test('an estate without tenants has nobody to ask', () => {
  expect(codeOwners([])).toBe('')
})
