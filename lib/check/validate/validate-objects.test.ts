import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dump } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { exampleInput, type ExampleObject } from '../example.ts'
import { readSchemas } from './read-schemas.ts'
import type { StructuralSchema } from './structural-schema.ts'
import { validateObjects } from './validate-objects.ts'

const filesOf = (...objects: ExampleObject[]) => exampleInput({ files: { 'prod/platform/web': objects } }).files

const problems = async (object: ExampleObject, sources: Parameters<typeof readSchemas>[1] = {}) => {
  const files = filesOf(object)
  const { findings } = await validateObjects(files, readSchemas(files, sources))
  return findings.map(({ message, fix }) => `${message}; ${fix}`)
}

/** A folder with the CRD of `acme.internal/v1 Widget`, whose spec is as given. */
function crdDir(spec: StructuralSchema, versions: readonly object[] = []): string {
  const dir = mkdtempSync(join(tmpdir(), 'crds-'))
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } }
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'acme.internal',
      names: { kind: 'Widget' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, schema }, ...versions],
    },
  }
  writeFileSync(join(dir, 'widgets.yaml'), `# first\n---\nkind: Other\n---\n${dump(crd)}`)
  return dir
}

const widget = (spec: unknown) => ({
  apiVersion: 'acme.internal/v1',
  kind: 'Widget',
  metadata: { namespace: 'web' },
  spec,
})
const strictly = (schema: StructuralSchema, spec: unknown) => problems(widget(spec), { crds: crdDir(schema) })

describe('without schemas', () => {
  test('the precompiled validators find wrong values and missing fields', async () => {
    expect(await problems({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: '3' } })).toEqual([
      '"spec.selector" is missing; set it',
      '"spec.template" is missing; set it',
      '"spec.replicas" is "3", not an integer; write an integer',
    ])
  })

  test('a kind that nothing knows is counted, and a part of a kind is no kind', async () => {
    const files = filesOf(widget({}), widget({}), { apiVersion: 'v1', kind: 'Affinity' })
    const { findings, unknown } = await validateObjects(files, undefined)
    expect(findings).toEqual([])
    expect([...unknown]).toEqual([
      ['acme.internal/v1 Widget', 2],
      ['v1 Affinity', 1],
    ])
  })
})

describe('strictly, against a CRD', () => {
  const object = (properties: Record<string, StructuralSchema>, more: StructuralSchema = {}): StructuralSchema => ({
    type: 'object',
    properties,
    ...more,
  })

  test('an unknown field is refused with the nearest right one', async () => {
    expect(await strictly(object({ replicas: { type: 'integer' } }), { replcas: 3 })).toEqual([
      '"spec.replcas" is not a field; write "replicas"',
    ])
    expect(await strictly(object({}), { 'acme.internal/a~b': 3 })).toEqual([
      '"spec.acme.internal/a~b" is not a field; remove it, the API server would drop it',
    ])
    expect(await strictly(object({}), { other: 3 })).toEqual([
      '"spec.other" is not a field; remove it, the API server would drop it',
    ])
  })

  test('unknown fields are allowed where the schema preserves them, and maps take any key', async () => {
    const open = object({ a: { type: 'integer' } }, { 'x-kubernetes-preserve-unknown-fields': true })
    expect(await strictly(open, { a: 1, b: { c: null } })).toEqual([])
    expect(await strictly(open, { a: 'x' })).toHaveLength(1)
    const map: StructuralSchema = { type: 'object', additionalProperties: { type: 'integer' } }
    expect(await strictly(map, { a: 1 })).toEqual([])
    expect(await strictly(map, { a: 'x' })).toEqual(['"spec.a" is "x", not an integer; write an integer'])
  })

  test('a choice between forms does not make the fields of one unknown to the other', async () => {
    const choice = object(
      { a: { type: 'string' }, b: { type: 'string' } },
      { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    )
    expect(await strictly(choice, { a: 'x' })).toEqual([])
    expect(await strictly(choice, {})).toEqual([
      '"spec" has none of its forms: "spec.a" is missing; or "spec.b" is missing; correct one of them',
    ])
    expect(await strictly(choice, { a: 'x', b: 'y' })).toEqual([
      '"spec" fits more than one of its forms; keep the fields of one form',
    ])
  })

  test.each([
    [{ 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] }, [1, '50%'], [true, 1.5]],
    [{ type: 'string', nullable: true, enum: ['a'] }, ['a', null], ['b']],
    [{ type: 'string' }, ['a'], [null, 1]],
    [{ type: 'integer', format: 'int32', minimum: 1, exclusiveMinimum: true }, [2, 2147483647], [1, 2147483648, 2.5]],
    [{ type: 'string', format: 'date-time' }, ['2026-01-31T00:00:00Z'], ['yesterday']],
    [{ type: 'string', format: 'duration' }, ['1h30m', '0', '1.5s'], ['1 hour', '5']],
    [{ type: 'string', format: 'cidr' }, ['10.0.0.0/8', 'fd00::/8'], ['10.0.0.0', '10.0.0.0/33']],
    [{ type: 'string', format: 'byte' }, ['aGk='], ['a']],
    [{ type: 'string', format: 'made-up' }, ['anything'], []],
    [{ type: 'string', pattern: '^(?i)[a-z]+\\z' }, ['Ab'], ['a1', 'a\n']],
    [
      {
        type: 'array',
        items: object({ name: { type: 'string' }, port: { type: 'integer', default: 80 } }),
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name', 'port'],
      },
      [[{ name: 'a' }, { name: 'b' }, { name: 'a', port: 81 }]],
      [[{ name: 'a' }, { name: 'a', port: 80 }]],
    ],
    [{ type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' }, [['a', 'b']], [['a', 'a']]],
    [
      { type: 'object', 'x-kubernetes-embedded-resource': true, properties: { spec: { type: 'object' } } },
      [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: {} }],
      [{ kind: 'Pod' }, { apiVersion: 'v1', kind: 'Pod', sepc: {} }],
    ],
  ] satisfies [StructuralSchema, unknown[], unknown[]][])('%j', async (schema, right, wrong) => {
    for (const value of right) expect(await strictly(object({ it: schema }), { it: value })).toEqual([])
    for (const value of wrong) expect(await strictly(object({ it: schema }), { it: value })).not.toEqual([])
  })

  test('a required field with a default is not missing', async () => {
    const schema = object({ a: object({ b: { type: 'string', default: 'x' } }, { required: ['b'], default: {} }) })
    expect(await strictly({ ...schema, required: ['a'] }, {})).toEqual([])
    expect(await strictly(object({ b: { type: 'string' } }, { required: ['b'] }), {})).toEqual([
      '"spec.b" is missing; set it',
    ])
  })

  test('rules written in CEL see the object with its defaults', async () => {
    const schema = object(
      { min: { type: 'integer' }, max: { type: 'integer', default: 5 } },
      {
        'x-kubernetes-validations': [{ rule: 'self.min <= self.max', message: 'min exceeds max' }],
      },
    )
    const files = filesOf(widget({ min: 7 }))
    const schemas = readSchemas(files, {
      crds: crdDir(schema),
      rules:
        ({ message }) =>
        self => {
          const { min, max } = self as { min: number; max: number }
          return min <= max ? undefined : message
        },
    })
    const { findings } = await validateObjects(files, schemas)
    expect(findings.map(({ message }) => message)).toEqual(['"spec" breaks a rule of its kind: min exceeds max'])
  })

  test('a version that is not served, or a namespace too few', async () => {
    const crds = crdDir(object({}), [{ name: 'v1beta1', served: false, schema: {} }])
    expect(await problems({ ...widget({}), apiVersion: 'acme.internal/v1beta1' }, { crds })).toEqual([
      '"acme.internal/v1beta1" is not served; its CRD serves v1; write "acme.internal/v1"',
    ])
    expect(await problems({ ...widget({}), metadata: {} }, { crds })).toEqual([
      '"Widget" lives in a namespace, and none is given; set metadata.namespace',
    ])
  })

  test('of two releases of one CRD the object has to fit one', async () => {
    const crds = crdDir(object({ old: { type: 'string' } }))
    writeFileSync(join(crds, 'newer.yaml'), dump(newerCrd(object({ fresh: { type: 'string' } }))))
    expect(await problems(widget({ fresh: 'x' }), { crds })).toEqual([])
    expect(await problems(widget({ old: 'x' }), { crds })).toEqual([])
    expect(await problems(widget({ none: 'x' }), { crds })).toHaveLength(1)
    expect(await problems(widget({ old: 'x', none: 'x' }), { crds })).toEqual([
      '"spec.none" is not a field; remove it, the API server would drop it',
    ])
    expect(await problems(widget({ fresh: 'x', none: 'x' }), { crds })).toHaveLength(1)
  })
})

function newerCrd(spec: StructuralSchema): object {
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } }
  const versions = [{ name: 'v1', served: true, schema }]
  return {
    kind: 'CustomResourceDefinition',
    spec: { group: 'acme.internal', names: { kind: 'Widget' }, scope: 'Namespaced', versions },
  }
}

test.each([
  [{ crds: '/nowhere' }, '/nowhere: cannot be read (ENOENT); give a folder of CustomResourceDefinitions'],
  [
    { openapi: import.meta.filename },
    `${import.meta.filename}: cannot be used: Unexpected token 'i', "import { m"... is not valid JSON; give the swagger.json of a Kubernetes API server`,
  ],
])('schemas that cannot be read are a finding: %j', (sources, message) => {
  expect(() => readSchemas(filesOf(widget({})), sources)).toThrow(message)
})
