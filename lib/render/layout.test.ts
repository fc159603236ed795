import { ApiObject, type Chart } from 'cdk8s'
import { expect, test } from 'vitest'
import { describe } from '../finding/findings-error.ts'
import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { defineComponent, type UnitDefinition } from '../unit/define-unit.ts'
import type { Unit } from '../unit/unit.ts'
import { layout } from './layout.ts'

const development = { name: 'development', policyAction: 'Audit', sync: { prune: true, selfHeal: true } } as const

const staging: Cluster = {
  name: 'staging',
  environment: development,
  region: 'eu-west-1',
  cloud: 'aws',
  engine: 'argocd',
  kubernetes: '1.36',
  domain: 'staging.acme.internal',
  profile: 'all',
}

function fleet(components: readonly Unit[], clusters: readonly Cluster[] = [staging]): Fleet {
  return {
    git: { repository: 'https://git.acme.internal/waybill.git', branch: 'main', path: 'dist' },
    environments: [development],
    profiles: [{ name: 'all', components }],
    clusters,
  }
}

function settings(chart: Chart, name = 'settings'): void {
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: {} })
}

const unit = (name: string, definition: Partial<UnitDefinition> = {}) =>
  defineComponent({ name, namespace: 'shared', build: chart => settings(chart), ...definition })

const findings = (units: readonly Unit[], clusters?: readonly Cluster[]) =>
  layout(units, fleet(units, clusters)).findings.map(describe)

const ownPaths = (units: readonly Unit[]) =>
  layout(units, fleet(units))
    .files.map(({ path }) => path)
    .filter(path => path.startsWith('staging/platform/'))

test('one file per object, under its cluster, layer and unit', () => {
  expect(ownPaths([unit('dns')])).toEqual(['staging/platform/dns/shared.configmap.settings.yaml'])
})

test('refuses two units that render the same object, and names both', () => {
  expect(findings([unit('dns'), unit('mail')]).join()).toMatch(
    /"\/ConfigMap\/shared\/settings" is rendered by staging\/platform\/dns \(.*\) and staging\/platform\/mail \(.*\)/,
  )
})

test('a unit that throws is a finding with its line, and hides no other problem', () => {
  const broken = unit('broken', {
    build: () => {
      throw new Error('no such zone')
    },
  })
  const nameless = unit('nameless', {
    build: chart => void new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'Secret' }),
  })
  const found = findings([broken, nameless])
  expect(found[0]).toMatch(/staging: unit broken: throws at lib\/render\/layout\.test\.ts:\d+: no such zone/)
  expect(found[1]).toContain('field "metadata.name" is missing; set metadata.name')
})
