import { expect, test } from 'vitest'
import { exampleInput, type ExampleObject } from './example.ts'
import { rules } from './rules/rules.ts'
import { runRules } from './run-rules.ts'

const role = (annotations: Record<string, string>): ExampleObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { annotations },
  rules: [{ apiGroups: ['*'], resources: ['pods'], verbs: ['get'] }],
})

const results = (object: ExampleObject) => runRules(rules, exampleInput({ files: { 'prod/platform/web': [object] } }))

test('an annotation with a reason excuses an object, and says so', () => {
  const { findings, waived } = results(role({ 'waybill/allow-rbac-wildcard': 'reads every metric' }))
  expect(findings).toEqual([])
  expect(waived.map(({ rule }) => rule)).toEqual(['rbac-wildcard'])
})

test('no reason, no excuse', () => {
  expect(results(role({ 'waybill/allow-rbac-wildcard': ' ' })).findings).toHaveLength(1)
  expect(results(role({ 'waybill/allow-image-tag': 'another rule' })).findings).toHaveLength(1)
})

test('secrets cannot be excused', () => {
  const annotations = { 'waybill/allow-secret-data': 'only this once' }
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'kube-system', annotations } }
  const { findings } = results({ ...secret, stringData: { token: 'x' } })
  expect(findings.map(({ rule }) => rule)).toContain('secret-data')
})

test('a finding names the object, its file, the source of its definition, and the remedy', () => {
  expect(results(role({})).findings).toEqual([
    {
      rule: 'rbac-wildcard',
      severity: 'error',
      object: 'prod: ClusterRole web',
      path: 'dist/prod/platform/web/clusterrole.web.yaml',
      source: 'platform/web.ts:1',
      message: 'rule 1 has "*" in apiGroups',
      fix: 'list the apiGroups that are needed',
    },
  ])
})
