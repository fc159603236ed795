import { expect, test } from 'vitest'
import { place } from './place.ts'
import { local, smallFleet, staging, unit } from './testing/small-estate.ts'

test('units come by cluster and name, whatever the order of the estate: threads rely on it', () => {
  const crds = unit('z-crds')
  const units = [unit('b', { after: [crds] }), crds, unit('a')]
  const { slots } = place(units, smallFleet(units, [staging, local]))
  expect(slots.map(({ cluster, unit, wave }) => `${cluster.name} ${unit.name} ${wave}`)).toEqual([
    ...['local a 0', 'local b 1', 'local z-crds 0'],
    ...['staging a 0', 'staging b 1', 'staging z-crds 0'],
  ])
})
