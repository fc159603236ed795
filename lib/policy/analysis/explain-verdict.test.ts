import { expect, test } from 'vitest'
import { explainVerdict } from './explain-verdict.ts'
import { aboutPods, cluster, configMap, mutation, namespace, validation } from './testing/sample-cluster.ts'
import type { AnyObject } from '../request.ts'

const explained = (policy: AnyObject, object: AnyObject, ...others: readonly AnyObject[]) => {
  const tree = cluster('prod', [policy, object, ...others])
  return explainVerdict({ tree, policy: tree.files[0]!, object: tree.files[1]!, now: '2026-11-21T00:00:00Z' })
}

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'web' },
  spec: { template: { spec: { containers: [{ name: 'api', image: 'api:1' }] } } },
}

test('shows every expression with its name and value, and what decided', () => {
  const policy = validation('no-red', "variables.color != 'red'", {
    variables: [{ name: 'color', expression: 'object.data.color' }],
    matchConditions: [{ name: 'coloured', expression: "'color' in object.data" }],
  })
  const { steps, verdict, decisions } = explained(policy, configMap('a', { color: 'red' }))
  expect(steps.map(({ expression, name, value }) => [expression, name, value])).toEqual([
    ['spec.matchConditions[0].expression', 'coloured', true],
    ['spec.variables[0].expression', 'color', 'red'],
    ['spec.validations[0].expression', undefined, false],
  ])
  expect(verdict).toMatchObject({ status: 'fail', expression: 'spec.validations[0].expression' })
  expect(decisions).toEqual([
    {
      question: 'kind and operation',
      holds: true,
      detail: 'CREATE v1/configmaps against CREATE,UPDATE v1/configmaps',
    },
  ])
})

test('shows the value of an expression that breaks as its error', () => {
  const { steps, verdict } = explained(validation('no-red', "object.data.hue != 'red'"), configMap('a'))
  expect(steps[0]!.error).toContain('hue')
  expect(verdict.status).toBe('error')
})

test('shows why a policy does not concern an object: each question alone', () => {
  const policy = validation('no-red', 'false', {
    matchConstraints: {
      ...aboutPods.matchConstraints,
      excludeResourceRules: [{ ...aboutPods.matchConstraints.resourceRules[0], resourceNames: ['api'] }],
      namespaceSelector: { matchLabels: { team: 'other' } },
      objectSelector: { matchLabels: { app: 'api' } },
    },
  })
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api', namespace: 'web', labels: { app: 'api' } },
    spec: {},
  }
  const { decisions, verdict, steps } = explained(policy, pod, namespace('web', { team: 'web' }))
  expect(decisions.map(({ question, holds }) => [question, holds])).toEqual([
    ['kind and operation', true],
    ['not excluded', false],
    ['labels of the namespace', false],
    ['labels of the object', true],
  ])
  expect(decisions[2]!.detail).toContain('"team":"web"')
  expect([verdict.status, steps]).toEqual(['none', []])
})

test('shows the rewritten expression where autogen made the rule, and the defaults that it sees', () => {
  const policy = validation('pull', "object.spec.containers.all(c, c.imagePullPolicy == 'Always')", aboutPods)
  const { decisions, steps, added } = explained(policy, deployment)
  expect(decisions[0]!.detail).toContain('(autogen for spec.template)')
  expect(steps[0]).toMatchObject({
    source: expect.stringContaining('object.spec.template.spec.containers'),
    value: false,
  })
  expect(added).toContainEqual({
    path: 'spec.template.spec.containers[0].imagePullPolicy',
    before: undefined,
    after: 'IfNotPresent',
  })
})

test('shows what a mutating policy changes, and what others changed before a validating one', () => {
  const green = mutation('green', "Object{data: Object.data{color: 'green'}}")
  expect(explained(green, configMap('a')).changes).toEqual([{ path: 'data.color', before: undefined, after: 'green' }])
  const { verdict, added } = explained(validation('no-green', "object.data.color != 'green'"), configMap('a'), green)
  expect([verdict.status, added]).toEqual(['fail', [{ path: 'data.color', before: undefined, after: 'green' }]])
})

test('refuses a policy that does not compile, with what is wrong', () => {
  expect(() => explained(validation('broken', 'object.'), configMap('a'))).toThrow('spec.validations[0].expression')
})
