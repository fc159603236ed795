import { App, Chart } from 'cdk8s'
import { describe, expect, test } from 'vitest'
import { defineDeletingPolicy } from './deleting-policy.ts'
import { about, blue, environment, isBlue, match, policyOfEachKind, red, refusing } from './example-policies.ts'
import { Policy, problemsOf } from './policy.ts'
import { defineValidatingPolicy } from './validating-policy.ts'

describe.each(policyOfEachKind.map(policy => [policy.name, policy] as const))('%s', (_, policy) => {
  test('keeps what it promises', () => {
    expect(problemsOf(policy, policy.manifests(environment))).toEqual([])
  })

  test('is refused when an example of one list stands in the other', () => {
    const [first, last] = [policy.expectations[0]!, policy.expectations.at(-1)!]
    const expectations = [
      { ...first, example: last.example },
      { ...last, example: first.example },
    ]
    expect(problemsOf({ ...policy, expectations }, policy.manifests(environment))).toEqual([
      expect.stringContaining(`should ${first.should} in example ${first.name}, but says`),
      expect.stringContaining(`should ${last.should} in example ${last.name}, but says`),
    ])
  })

  test('is refused without examples of both', () => {
    const half = { ...policy, expectations: policy.expectations.slice(0, 1) }
    expect(problemsOf(half, policy.manifests(environment))).toEqual([expect.stringContaining('needs an example')])
  })
})

test('every kind has a twin for one namespace, but the one of Kubernetes', () => {
  const inWeb = defineDeletingPolicy({
    ...about('sweep'),
    namespace: 'web',
    match,
    schedule: '0 3 * * *',
    conditions: [{ name: 'blue', expression: isBlue }],
    examples: { deleted: [blue], kept: [red] },
  })
  expect(inWeb.manifests(environment)[0]).toMatchObject({
    kind: 'NamespacedDeletingPolicy',
    metadata: { name: 'sweep', namespace: 'web' },
  })
})

test('a construct is refused for CEL that does not compile, with the column, and for messages that say nothing', () => {
  const chart = new Chart(new App(), 'chart')
  const validations = [{ expression: 'object.data.colour ==', message: ' ' }] as const
  const policy = defineValidatingPolicy({ ...about('broken'), ...refusing, validations })
  new Policy(chart, 'broken', { policy, environment })
  expect(chart.node.findAll().flatMap(node => node.node.validate())).toEqual([
    'policy "broken" has an empty message; say what to do',
    expect.stringMatching(/^policy "broken" spec\.validations\[0\]\.expression: .*22/),
  ])
})

test('a policy of Kubernetes comes with its binding, which bears the action', () => {
  const [, binding] = policyOfEachKind[1]!.manifests(environment)
  expect(binding).toMatchObject({
    kind: 'ValidatingAdmissionPolicyBinding',
    spec: { policyName: 'admission', validationActions: ['Deny'] },
  })
})

test('the action is in force since a day of the environment, never stricter than the environment allows', () => {
  const actions = (['Audit', 'Warn', 'Deny'] as const).map(policyAction => {
    const [{ metadata, spec }] = policyOfEachKind[0]!.manifests({ ...environment, policyAction })
    return [
      (spec as { validationActions: unknown }).validationActions,
      metadata.annotations!['waybill.dev/action-since'],
    ]
  })
  expect(actions).toEqual([
    [['Audit'], '2026-06-01'],
    [['Audit'], '2026-06-01'],
    [['Deny'], '2026-07-01'],
  ])
})

test('a policy that acts on its own comes with the right to, and no other', () => {
  const roles = policyOfEachKind.flatMap(policy => policy.manifests(environment).slice(1))
  const rights = roles
    .filter(({ kind }) => kind === 'ClusterRole')
    .map(({ metadata, rules }) => [metadata.labels, rules])
  const may = (controller: string, ...verbs: readonly string[]) => [
    { [`rbac.kyverno.io/aggregate-to-${controller}-controller`]: 'true' },
    [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch', ...verbs] }],
  ]
  expect(rights).toEqual([
    may('background', 'update', 'patch'),
    may('background', 'create', 'update', 'patch', 'delete'),
    may('cleanup', 'delete'),
  ])
})
