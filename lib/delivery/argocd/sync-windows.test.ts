import { expect, test } from 'vitest'
import type { QuietHours } from '../../unit/quiet-hours.ts'
import type { UnitSummary } from '../placed-unit.ts'
import { tenantProject } from './app-project.ts'

const cluster = {
  name: 'staging',
  environment: { name: 'staging', policyAction: 'Deny', sync: { prune: true, selfHeal: true } },
  region: 'eu-west-1',
  cloud: 'aws',
  engine: 'argocd',
  kubernetes: '1.36',
  domain: 'staging.acme.internal',
  profile: 'all',
} as const
const git = { repository: 'https://git.acme.internal/platform.git', branch: 'main', path: 'dist' }
const hours: QuietHours = { days: ['monday', 'friday'], sleepAt: '20:30', wakeAt: '07:00', timeZone: 'Europe/Berlin' }

function project(quietHours: QuietHours | undefined) {
  const tenant: UnitSummary = {
    layer: 'tenants',
    name: 'shop',
    tenant: undefined,
    namespace: 'shop',
    repository: undefined,
    namespaces: ['shop'],
    makesNamespaces: ['shop'],
    clusterKinds: ['/Namespace'],
    provides: [],
    quietHours,
  }
  return tenantProject(cluster, git, { tenant, apps: [] }).spec
}

test('nothing is synced by itself while the tenant sleeps; people still can', () => {
  const window = { kind: 'deny', timeZone: 'Europe/Berlin', namespaces: ['shop'], manualSync: true }
  expect(project(hours)).toMatchObject({
    syncWindows: [
      { ...window, schedule: '30 20 * * 1', duration: `${3 * 1440 + 10.5 * 60}m` },
      { ...window, schedule: '30 20 * * 5', duration: `${2 * 1440 + 10.5 * 60}m` },
    ],
  })
})

test('a tenant that never sleeps has no windows', () => {
  expect(project(undefined)).not.toHaveProperty('syncWindows')
})
