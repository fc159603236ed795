import { describe, expect, test } from 'vitest'
import { loadPolicies } from './load-policies.ts'
import { longestText, readObjects } from './read-objects.ts'
import { judge } from './judge.ts'
import { Request } from './request.ts'
import type { Manifest } from '../manifest/manifest.ts'

const policy = (spec: unknown, kind = 'ValidatingPolicy', apiVersion = 'policies.kyverno.io/v1') =>
  ({ apiVersion, kind, metadata: { name: 'p' }, spec }) as Manifest

describe('policies that are wrong are reported, not run', () => {
  const problems = (...manifests: readonly Manifest[]) =>
    loadPolicies(manifests, { pathOf: () => 'p.yaml' }).findings.map(({ message }) => message)

  test.each([
    [
      'broken CEL',
      { validations: [{ expression: 'object.' }] },
      /^spec\.validations\[0\]\.expression: expected a name.*column 8/,
    ],
    [
      'a typo',
      { variables: [{ name: 'image', expression: '1' }], validations: [{ expression: 'variables.imge == 1' }] },
      /unknown field 'imge', did you mean 'image'/,
    ],
    [
      'a variable used before it is declared',
      {
        variables: [
          { name: 'a', expression: 'variables.b' },
          { name: 'b', expression: '1' },
        ],
      },
      /unknown field 'b'/,
    ],
    ['a validation that is no bool', { validations: [{ expression: '1 + 1' }] }, /gives a int, not a bool/],
    [
      'a message that is no string',
      { validations: [{ expression: 'true', messageExpression: '1' }] },
      /messageExpression: expression gives a int/,
    ],
    ['an expression that is missing', { validations: [{}] }, /expression is missing/],
    ['a list that is a string', { validations: 'true' }, /wrong type/],
    ['a rule without lists', { matchConstraints: { resourceRules: 'pods' } }, /wrong type/],
    ['no spec', undefined, /policy has no spec/],
  ])('%s', (_, spec, message) => {
    expect(problems(policy(spec))).toEqual([expect.stringMatching(message)])
    expect(loadPolicies([policy(spec)]).policies).toEqual([])
  })

  test.each([
    ['ClusterPolicy', 'kyverno.io/v1', 'ValidatingPolicy'],
    ['Policy', 'kyverno.io/v1', 'NamespacedValidatingPolicy'],
    ['ClusterCleanupPolicy', 'kyverno.io/v2', 'DeletingPolicy'],
    ['CleanupPolicy', 'kyverno.io/v2beta1', 'NamespacedDeletingPolicy'],
    ['PolicyException', 'kyverno.io/v2', 'policies.kyverno.io/v1'],
  ])('the legacy kind %s, with what replaces it', (kind, apiVersion, replacement) => {
    expect(loadPolicies([policy({}, kind, apiVersion)]).findings).toEqual([
      expect.objectContaining({
        rule: 'policy-legacy-kind',
        severity: 'error',
        fix: expect.stringContaining(replacement),
      }),
    ])
  })

  test('and one broken policy does not keep the others from judging', () => {
    const good = policy({ matchConstraints: { resourceRules: [] }, validations: [{ expression: 'true' }] })
    expect(loadPolicies([policy(undefined), good]).policies).toHaveLength(1)
  })
})

describe('input that is wrong is a finding', () => {
  test.each([
    ['broken YAML', 'a: [', /^is not YAML/, 'error'],
    ['a scalar', 'hello', /not an object/, 'error'],
    ['a list', '- a', /not an object/, 'error'],
    ['YAML for something else', 'replicaCount: 1', /without apiVersion and kind/, 'warning'],
    ['no metadata', 'apiVersion: v1\nkind: Pod', /Pod without metadata/, 'error'],
    ['too much text', 'a'.repeat(longestText + 1), /more than 33554432/, 'error'],
    ['nesting without end', `${'['.repeat(50_000)}`, /^is not YAML/, 'error'],
  ])('%s', (...[, text, message, severity]) => {
    expect(readObjects(text, 'f.yaml')).toEqual({
      objects: [],
      findings: [expect.objectContaining({ path: 'f.yaml', severity, message: expect.stringMatching(message) })],
    })
  })

  test('50 MB are refused at once', () => {
    const text = 'a: b\n'.repeat(10_000_000)
    const start = performance.now()
    expect(readObjects(text, 'f.yaml').findings).toHaveLength(1)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('lists are taken apart, and empty documents are none', () => {
    const pod = '{apiVersion: v1, kind: Pod, metadata: {name: a}}'
    expect(
      readObjects(`---\n---\n{apiVersion: v1, kind: List, items: [${pod}, ${pod}]}\n---\n${pod}\n---\n# nothing\n`, '')
        .objects,
    ).toHaveLength(3)
  })

  test('YAML reads as in Kubernetes: 0644 is octal, yes is true, dates and sexagesimals are strings', () => {
    const text =
      'apiVersion: v1\nkind: X\nmetadata: {}\nspec: {a: 0644, b: yes, c: 2024-01-01, d: 12:30:45, e: 0o17, f: 1e3, g: ~}'
    expect(readObjects(text, '').objects[0]!.spec).toEqual({
      a: 420,
      b: true,
      c: '2024-01-01',
      d: '12:30:45',
      e: 15,
      f: 1000,
      g: null,
    })
  })

  test('an object of a strange shape is judged, not thrown over', () => {
    const pods = { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] }
    const { policies } = loadPolicies([
      policy({
        matchConstraints: { resourceRules: [pods] },
        validations: [{ expression: 'object.spec.containers.all(c, true)' }],
      }),
    ])
    for (const spec of [null, 'x', 1, [], { containers: null }, { containers: 'x' }]) {
      expect(
        judge(policies[0]!, new Request({ apiVersion: 'v1', kind: 'Pod', metadata: { labels: null }, spec })).status,
      ).toBe('error')
    }
  })

  test('a policy that costs too much is an error of that policy', () => {
    const pods = { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] }
    const items = Array.from({ length: 2000 }, (_, i) => i)
    const { policies } = loadPolicies([
      policy({
        matchConstraints: { resourceRules: [pods] },
        validations: [{ expression: 'object.items.all(a, object.items.all(b, object.items.all(c, a + b + c >= 0)))' }],
      }),
    ])
    expect(judge(policies[0]!, new Request({ apiVersion: 'v1', kind: 'X', metadata: {}, items }))).toMatchObject({
      status: 'error',
      message: expect.stringContaining('costs more than'),
    })
  })
})
