import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedPaths, overlap } from './changed-paths.ts'

test('names every place that differs, as deep as it goes', () => {
  const before = { spec: { replicas: 1, list: [{ a: 1 }, { b: 2 }], 'x.y/z': 'old', gone: {} } }
  const after = { spec: { replicas: 2, list: [{ a: 1 }, { b: 3 }, 'new'], 'x.y/z': 'new' } }
  expect(changedPaths(before, after)).toEqual([
    { path: 'spec.replicas', before: 1, after: 2 },
    { path: 'spec.list[1].b', before: 2, after: 3 },
    { path: 'spec.list[2]', before: undefined, after: 'new' },
    { path: 'spec["x.y/z"]', before: 'old', after: 'new' },
    { path: 'spec.gone', before: {}, after: undefined },
  ])
})

test('finds nothing in what is the same, and the same places the other way round', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(changedPaths(a, structuredClone(a))).toEqual([])
      const there = changedPaths(a, b)
      expect(new Set(there.map(({ path }) => path)).size).toBe(there.length)
      const back = changedPaths(b, a).map(({ path, before, after }) => ({ path, before: after, after: before }))
      const byPath = (list: typeof there) => [...list].sort((x, y) => (x.path < y.path ? -1 : 1))
      expect(byPath(back)).toEqual(byPath(there))
    }),
  )
})

test.each([
  ['spec', 'spec.replicas', true],
  ['spec.replicas', 'spec.replicas', true],
  ['spec.list', 'spec.list[0].a', true],
  ['spec.replica', 'spec.replicas', false],
  ['spec.a', 'spec.b', false],
])('%s and %s overlap: %s', (a, b, expected) => {
  expect([overlap(a, b), overlap(b, a)]).toEqual([expected, expected])
})
