import { expect, test } from 'vitest'
import { exampleInput, type ExampleObject } from '../example.ts'
import { configMap, namespaceWeb, teamPolicy } from '../example-policy.ts'
import { runRules } from '../run-rules.ts'
import { policyVerdict } from './policy-verdict.ts'

const said = (...objects: readonly ExampleObject[]) =>
  runRules([policyVerdict], exampleInput({ files: { 'prod/platform/web': objects } })).findings

const low = { 'policies.kyverno.io/severity': 'low' }

test.each([
  { action: 'Deny', severity: 'error', message: 'is refused by policy "guard": name a team' },
  { action: 'Warn', severity: 'warning', message: 'breaks policy "guard": name a team' },
  { action: 'Audit', severity: 'warning', message: 'breaks policy "guard": name a team' },
  { action: 'Audit', annotations: low, severity: 'info', message: 'breaks policy "guard": name a team' },
  { action: 'Deny', annotations: low, severity: 'error', message: 'is refused by policy "guard": name a team' },
])('$action is $severity and says what to do: $message', ({ action, annotations, ...finding }) => {
  expect(said(teamPolicy(action, annotations), configMap('web'))).toEqual([
    expect.objectContaining({
      ...finding,
      object: 'prod: ConfigMap web/web',
      path: 'dist/prod/platform/web/web.configmap.web.yaml',
      source: 'platform/web.ts:1',
    }),
  ])
})

/** The policy of `teamPolicy` with another expression. */
const asking = (expression: string): ExampleObject => {
  const policy = teamPolicy('Deny')
  return { ...policy, spec: { ...(policy['spec'] as object), validations: [{ expression, message: 'no' }] } }
}

test('policies see the namespace and the other objects of the cluster as they are rendered', () => {
  const labelled = { ...namespaceWeb, metadata: { name: 'web', labels: { tier: 'gold' } } }
  const isGold = asking("namespaceObject.metadata.?labels[?'tier'].orValue('') == 'gold'")
  expect(said(isGold, labelled, configMap('web'))).toEqual([])
  expect(said(isGold, namespaceWeb, configMap('web'))).toHaveLength(1)

  const hasTwin = asking("object.metadata.name == 'twin' || resource.List('v1', 'configmaps', 'web').items.size() > 1")
  expect(said(hasTwin, namespaceWeb, configMap('web'), configMap('twin'))).toEqual([])
  expect(said(hasTwin, namespaceWeb, configMap('web'))).toHaveLength(1)
})

test('an object that a policy cannot judge is an error: admission would refuse it too', () => {
  const [finding] = said(asking('object.data.missing == "x"'), configMap('web'))
  expect(finding).toMatchObject({ severity: 'error', message: expect.stringContaining('cannot be judged by policy') })
})
