import { describe, expect, test } from 'vitest'
import { generatedOwned } from './git-owned.ts'
import { guardedCluster } from './guarded-cluster.ts'
import { idlePolicies } from './never-trips.ts'
import { refusedDefaults, refusedMutations } from './refused-writes.ts'
import {
  aboutNamespaces,
  aboutPods,
  cluster,
  configMap,
  mutation,
  namespace,
  policy,
  validation,
} from '../testing/sample-cluster.ts'
import { TreeJudge } from '../tree-judge.ts'
import { twoMutatorsOn } from './two-mutators.ts'
import type { AnyObject } from '../../request.ts'
import type { Finding } from '../../../finding/finding.ts'

const guarded = (...objects: readonly AnyObject[]) => {
  const tree = cluster('prod', objects)
  return guardedCluster(tree, new TreeJudge().judge(tree), '2026-11-21T00:00:00Z')
}

const said = (findings: readonly Finding[]) =>
  findings.map(({ severity, object, message }) => `${severity}: ${object}: ${message}`)

describe('two mutators', () => {
  const green = mutation('green', "Object{data: Object.data{color: 'green'}}")
  const blue = mutation('paint', "Object{data: Object.data{color: 'blue'}}")
  const dark = mutation('shade', "Object{data: Object.data{shade: 'dark'}}")

  test('that write one path differently are an error, with both values', () => {
    expect(said(twoMutatorsOn(guarded(green, blue, configMap('a'))))).toEqual([
      'error: prod: MutatingPolicy paint: writes "data.color" of ConfigMap web/a as MutatingPolicy "green" does: it writes "blue", the other one "green"',
    ])
  })

  test('that write the same are a warning; those that write other paths are none', () => {
    const same = { ...green, metadata: { name: 'too' } }
    expect(said(twoMutatorsOn(guarded(green, same, configMap('a'))))).toEqual([
      'warning: prod: MutatingPolicy too: writes "data.color" of ConfigMap web/a as MutatingPolicy "green" does: both write "green"',
    ])
    expect(twoMutatorsOn(guarded(green, dark, configMap('a')))).toEqual([])
  })

  test('are found where git has no object of the kind, and not where conditions keep them apart', () => {
    const name = (is: string) => ({ matchConditions: [{ name: 'one', expression: `object.metadata.name ${is} 'a'` }] })
    expect(twoMutatorsOn(guarded(green, blue))[0]!.message).toContain('of a plain ConfigMap')
    const [one, other] = [
      mutation('g', "Object{data: Object.data{color: 'green'}}", name('==')),
      mutation('b', "Object{data: Object.data{color: 'blue'}}", name('!=')),
    ]
    expect(twoMutatorsOn(guarded(one, other, configMap('a')))).toEqual([])
  })
})

describe('a validator', () => {
  const pods = (name: string, expression: string, action = 'Deny') =>
    validation(name, expression, { ...aboutPods, action })

  test('that refuses what a mutator writes is an error where it denies', () => {
    const green = mutation('green', "Object{data: Object.data{color: 'green'}}")
    const noGreen = (action: string) =>
      validation('no-green', "!has(object.data.color) || object.data.color != 'green'", { action })
    expect(said(refusedMutations(guarded(green, noGreen('Deny'), configMap('a'))))).toEqual([
      'error: prod: ValidatingPolicy no-green: refuses ConfigMap web/a because of what MutatingPolicy "green" writes (data.color: "green")',
    ])
    expect(refusedMutations(guarded(green, noGreen('Audit'), configMap('a')))[0]!.severity).toBe('warning')
    expect(
      refusedMutations(
        guarded(green, validation('no-blue', "object.data.?color.orValue('') != 'blue'"), configMap('a')),
      ),
    ).toEqual([])
  })

  test('that refuses an object before a mutator has changed it is none', () => {
    const dark = mutation('dark', "Object{data: Object.data{shade: 'dark'}}", {
      matchConditions: [{ name: 'one', expression: "object.metadata.name == 'a'" }],
    })
    expect(refusedMutations(guarded(dark, validation('forbidden', 'false'), configMap('a')))).toEqual([])
  })

  test('that refuses a default of the API server is told which, also through autogen', () => {
    const always = "object.spec.containers.all(c, !has(c.imagePullPolicy) || c.imagePullPolicy == 'Always')"
    const findings = said(refusedDefaults(guarded(pods('always-pull', always))))
    expect(findings).toContain(
      'warning: prod: ValidatingPolicy always-pull: refuses a plain Pod for spec.containers[].imagePullPolicy: "IfNotPresent", which the API server fills in where nothing is said',
    )
    expect(findings.join()).toContain('refuses a plain Deployment for spec.template.spec.containers[].imagePullPolicy')
  })

  test('that allows the default, or refuses its absence as well, is none', () => {
    expect(
      refusedDefaults(guarded(pods('any-pull', "object.spec.containers.all(c, c.imagePullPolicy != 'Never')"))),
    ).toEqual([])
    expect(refusedDefaults(guarded(pods('limits', 'object.spec.containers.all(c, has(c.resources.limits))')))).toEqual(
      [],
    )
  })
})

test('a generator of an object that git has is an error, once for each object that triggers it', () => {
  const made = "{'apiVersion': dyn('v1'), 'kind': dyn('ConfigMap'), 'metadata': dyn({'name': 'a'})}"
  const copy = policy('GeneratingPolicy', 'copy', {
    ...aboutNamespaces,
    generate: [{ expression: `generator.Apply(object.metadata.name, [${made}])` }],
  })
  expect(said(generatedOwned(guarded(copy, namespace('web'), configMap('a'))))).toEqual([
    'error: prod: GeneratingPolicy copy: creates ConfigMap web/a for Namespace web, though git has it in dist/prod/apps/web/web.configmap.a.yaml',
  ])
  expect(generatedOwned(guarded(copy, namespace('web'), configMap('b')))).toEqual([])
})

describe('a policy that nothing can trip', () => {
  const messages = (...objects: readonly AnyObject[]) =>
    idlePolicies([guarded(...objects)]).map(({ message }) => message)
  const noRed = "object.data.color != 'red'"

  test('concerns no object of git and has no examples', () => {
    expect(messages(validation('no-red', noRed))).toEqual([
      'concerns no object of any cluster, and has no examples that would show what it is for',
    ])
    const explained = validation('no-red', noRed)
    expect(
      messages({ ...explained, metadata: { name: 'no-red', annotations: { 'waybill.dev/examples': '2' } } }),
    ).toEqual([])
    expect(messages(validation('no-red', noRed), configMap('a'))).toEqual([])
  })

  test('meets objects on one cluster of several', () => {
    const [here, there] = [guarded(validation('no-red', noRed), configMap('a')), guarded(validation('no-red', noRed))]
    expect(idlePolicies([there, here])).toEqual([])
  })

  test('has validations that always hold, or a match condition that never does', () => {
    const always = 'size(variables.one) == 1 || true'
    const variables = [{ name: 'one', expression: '[1]' }]
    expect(messages(validation('idle', always, { variables }), configMap('a'))).toEqual([
      'refuses nothing: each of its validations always holds',
    ])
    const two = { validations: [{ expression: noRed }, { expression: 'object.data == object.data' }] }
    expect(messages(validation('half', noRed, two), configMap('a'))).toEqual([
      'spec.validations[1] always holds, so it checks nothing',
    ])
    const matchConditions = [{ name: 'none', expression: '1 > 2 && has(object.data)' }]
    expect(messages(validation('off', noRed, { matchConditions }), configMap('a'))).toEqual([
      'spec.matchConditions[0] never holds, so the policy never applies',
    ])
  })

  test('does not include one that refuses all it concerns: that is how a kind is forbidden', () => {
    expect(messages(validation('forbidden', 'false'), configMap('a'))).toEqual([])
  })
})
