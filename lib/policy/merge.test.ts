import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyConfiguration } from './merge.ts'
import { applyJsonPatch } from './json-patch.ts'

const pod = (spec: object) => ({ apiVersion: 'v1', kind: 'Pod', spec })
const names = (list: readonly string[]) => list.map(name => ({ name }))

describe('apply configurations', () => {
  test.each([
    ['new items come last', ['a', 'b'], ['c'], ['a', 'b', 'c']],
    ['a new item before a shared one stays before it', ['a', 'b', 'z'], ['n', 'b'], ['a', 'n', 'b', 'z']],
    ['shared items follow the order of the patch', ['x', 'y', 'z'], ['y', 'x'], ['y', 'z', 'x']],
    ['the same list changes nothing', ['a', 'b'], ['a', 'b'], ['a', 'b']],
  ])('%s', (...[, old, patch, expected]) => {
    const result = applyConfiguration(pod({ containers: names(old) }), { spec: { containers: names(patch) } })
    expect((result.spec as { containers: unknown }).containers).toEqual(names(expected))
  })

  test('ports merge by number and protocol, TCP where none is given', () => {
    const object = pod({ containers: [{ name: 'a', ports: [{ containerPort: 80 }] }] })
    const patch = {
      spec: {
        containers: [
          {
            name: 'a',
            ports: [
              { containerPort: 80, protocol: 'TCP', name: 'web' },
              { containerPort: 80, protocol: 'UDP' },
            ],
          },
        ],
      },
    }
    expect(applyConfiguration(object, patch)).toMatchObject({
      spec: {
        containers: [
          {
            ports: [
              { containerPort: 80, name: 'web' },
              { containerPort: 80, protocol: 'UDP' },
            ],
          },
        ],
      },
    })
  })

  test('refuse to touch atomic lists and maps of built-in kinds, and replace lists of custom ones', () => {
    expect(() => applyConfiguration(pod({}), { spec: { nodeSelector: { a: 'b' } } })).toThrow('.spec.nodeSelector')
    expect(() => applyConfiguration(pod({}), { spec: { containers: [{ name: 'a', args: ['x'] }] } })).toThrow(
      '.spec.containers.args',
    )
    const widget = { apiVersion: 'acme.internal/v1', kind: 'Widget', spec: { parts: [1] } }
    expect(applyConfiguration(widget, { spec: { parts: [2] } })).toMatchObject({ spec: { parts: [2] } })
  })

  test('applied twice give what they gave once, and keep every item', () => {
    const list = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
    fc.assert(
      fc.property(list, list, (old, patch) => {
        const change = { spec: { containers: names(patch) } }
        const once = applyConfiguration(pod({ containers: names(old) }), change)
        expect(applyConfiguration(once, change)).toEqual(once)
        const merged = ((once.spec as { containers?: { name: string }[] }).containers ?? []).map(({ name }) => name)
        expect(new Set(merged)).toEqual(new Set([...old, ...patch]))
        expect(merged).toHaveLength(new Set(merged).size)
      }),
    )
  })
})

describe('JSON patches', () => {
  test.each([
    ['add', { a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 }],
    ['insert', { l: [1, 3] }, [{ op: 'add', path: '/l/1', value: 2 }], { l: [1, 2, 3] }],
    ['append', { l: [1] }, [{ op: 'add', path: '/l/-', value: 2 }], { l: [1, 2] }],
    ['escaped keys', { m: {} }, [{ op: 'add', path: '/m/a~1b~0c', value: 1 }], { m: { 'a/b~c': 1 } }],
    ['remove', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
    ['replace', { a: 1 }, [{ op: 'replace', path: '/a', value: 2 }], { a: 2 }],
    ['replace in a list', { l: [1, 2] }, [{ op: 'replace', path: '/l/0', value: 9 }], { l: [9, 2] }],
    ['move', { a: 1 }, [{ op: 'move', from: '/a', path: '/b' }], { b: 1 }],
    ['copy', { a: [1] }, [{ op: 'copy', from: '/a', path: '/b' }], { a: [1], b: [1] }],
    [
      'a failing test keeps everything',
      { a: 1 },
      [
        { op: 'remove', path: '/a' },
        { op: 'test', path: '', value: 1 },
      ],
      { a: 1 },
    ],
  ])('%s', (...[, document, operations, expected]) => {
    const before = structuredClone(document)
    expect(applyJsonPatch<object>(document, operations)).toEqual(expected)
    expect(document).toEqual(before)
  })

  test.each([
    ['a missing parent', [{ op: 'add', path: '/x/y', value: 1 }]],
    ['a missing target', [{ op: 'remove', path: '/x' }]],
    ['an index past the end', [{ op: 'add', path: '/l/5', value: 1 }]],
    ['a path without slash', [{ op: 'add', path: 'x', value: 1 }]],
    ['an unknown operation', [{ op: 'merge', path: '/l', value: 1 }]],
    ['the prototype', [{ op: 'add', path: '/__proto__/x', value: 1 }]],
  ])('%s is an error', (_, operations) => {
    expect(() => applyJsonPatch({ l: [] }, operations)).toThrow('JSON Patch')
  })
})
