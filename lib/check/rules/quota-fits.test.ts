import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defineExampleTenant, exampleDefinition } from '../../tenant/example-tenancy.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { exampleInput } from '../example.ts'
import { exampleDeployment, tenantExample } from '../example-tenants.ts'
import { runRules } from '../run-rules.ts'
import { quotaFits } from './quota-fits.ts'

const define = (sharePercent: number, quota: object = {}) =>
  defineExampleTenant({ ...exampleDefinition, quota: { default: quota }, subTeams: { cart: { sharePercent } } })

function findings(tenant: Tenant, namespace: string, replicas: number) {
  const files = { 'live/apps/api': [exampleDeployment(namespace, replicas, { cpu: '250m' })] }
  return runRules([quotaFits], exampleInput(tenantExample(tenant, files))).findings
}

test('says by how much, and what would be enough', () => {
  expect(findings(define(50), 'shop', 14).map(({ message, fix }) => `${message}; ${fix}`)).toEqual([
    'apps of "shop" ask for up to 3.5 CPU cores on live, 1.5 more than its quota of 2; raise quota.cpu of "shop" to 7 there, or lower what the apps ask for',
    'apps of "shop" ask for up to 14 GiB of memory on live, 6 more than its quota of 8; raise quota.memoryGi of "shop" to 28 there, or lower what the apps ask for',
  ])
})

test('where sub-teams take everything, more quota would not help', () => {
  expect(findings(define(100), 'shop', 1)[0]?.fix).toContain('leave a part of the quota of "shop" to "shop"')
})

test('what it says would be enough is enough, for a tenant and for its sub-team', () => {
  const world = fc.record({
    share: fc.integer({ min: 1, max: 99 }),
    replicas: fc.integer({ min: 1, max: 200 }),
    namespace: fc.constantFrom('shop', 'shop-cart'),
  })
  fc.assert(
    fc.property(world, ({ share, replicas, namespace }) => {
      const fixes = findings(define(share), namespace, replicas).map(({ fix }) =>
        /quota\.(\w+) .* to (\d+) /.exec(fix)!,
      )
      const raised = Object.fromEntries(fixes.map(([, field, enough]) => [field, Number(enough)]))
      expect(findings(define(share, raised), namespace, replicas)).toEqual([])
    }),
  )
})
