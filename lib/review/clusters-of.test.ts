import { expect, test } from 'vitest'
import type { Fleet } from '../fleet/fleet.ts'
import { clustersOf, tenantsOf } from './clusters-of.ts'

const fleet = { clusters: [{ name: 'hub' }, { name: 'spoke', hub: 'hub' }, { name: 'alone' }] } as unknown as Fleet
const file = (path: string, kind = 'ConfigMap', namespace = 'web') => ({
  path,
  oid: path,
  object: { apiVersion: 'v1', kind, metadata: kind === 'Namespace' ? { name: namespace } : { name: 'a', namespace } },
})

test('what delivers a cluster lives on its hub, everything else on the cluster itself', () => {
  const paths = [
    'dist/alone/delivery/a.yaml',
    'dist/gone/delivery/a.yaml',
    'dist/hub/apps/web/a.yaml',
    'dist/spoke/apps/web/a.yaml',
    'dist/spoke/bootstrap/a.yaml',
    'dist/spoke/delivery/a.yaml',
  ]
  const placed = clustersOf(
    paths.map(path => file(path)),
    fleet,
  ).map(({ cluster, files }) => [cluster, files.map(({ path }) => path)])
  expect(placed).toEqual([
    ['alone', [paths[0]]],
    ['gone', [paths[1]]],
    ['hub', [paths[2], paths[4], paths[5]]],
    ['spoke', [paths[3]]],
  ])
})

test('objects belong to the tenant that renders them or their namespace on that cluster, others to the platform', () => {
  const files = [
    file('dist/hub/tenants/shop/namespace.web.yaml', 'Namespace'),
    file('dist/hub/apps/api/web.configmap.a.yaml'),
    file('dist/hub/apps/api/other.configmap.a.yaml', 'ConfigMap', 'other'),
    file('dist/alone/apps/api/web.configmap.a.yaml'),
    file('dist/hub/platform/web/namespace.other.yaml', 'Namespace', 'other'),
  ]
  expect(files.map(tenantsOf(files))).toEqual(['shop', 'shop', 'platform', 'platform', 'platform'])
})
