import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkByPolicies, checkReport } from './policy-check.ts'
import { suiteFiles, testPolicies } from './policy-test.ts'

const policy = `
apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: named}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations: [{expression: "object.metadata.name == 'good'", message: call it good}]
`
const objects = `
{apiVersion: v1, kind: Pod, metadata: {name: good}, spec: {}}
---
{apiVersion: v1, kind: Pod, metadata: {name: bad}, spec: {}}
---
{apiVersion: v1, kind: Service, metadata: {name: other}, spec: {}}
`

function folder(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'waybill-policy-'))
  for (const [name, text] of Object.entries({ 'policy.yaml': policy, 'objects.yaml': objects, ...files }))
    writeFileSync(join(dir, name), text)
  return dir
}

const suite = (results: string) => `
apiVersion: cli.kyverno.io/v1alpha1
kind: Test
metadata: {name: t}
policies: [policy.yaml]
resources: [objects.yaml]
results: [${results}]
`

function outcome(results: string) {
  const dir = folder({ 'kyverno-test.yaml': suite(results) })
  const { results: cases, findings } = testPolicies(suiteFiles(dir, 'kyverno-test.yaml'), {})
  return {
    cases: cases.map(({ resource, actual, ok }) => [resource, actual, ok]),
    findings: findings.map(({ message }) => message),
  }
}

describe('policy test', () => {
  test('compares what policies say with what a suite expects', () => {
    expect(
      outcome(
        '{policy: named, kind: Pod, resources: [good], result: pass}, {policy: named, resources: [bad], result: fail}',
      ),
    ).toEqual({
      cases: [
        ['default/good', 'pass', true],
        ['default/bad', 'fail', true],
      ],
      findings: [],
    })
    expect(outcome('{policy: named, resources: [bad], result: pass}').findings).toEqual([
      'expected pass, got fail: call it good',
    ])
  })

  test('fails a case that no rule matched, unless a skip was expected', () => {
    expect(outcome('{policy: named, resources: [other], result: pass}').findings).toEqual([
      'expected pass, got none: no rule of the policy matched, so nothing was tested',
    ])
    expect(outcome('{policy: named, resources: [other], result: skip}').findings).toEqual([])
  })

  test('fails a case whose policy or object does not exist, even where a skip is expected of the object', () => {
    expect(outcome('{policy: naemd, resources: [good], result: pass}').findings).toEqual([
      expect.stringContaining('no such policy'),
    ])
    expect(outcome('{policy: named, resources: [goood], result: skip}').findings).toEqual([
      expect.stringContaining('no such object'),
    ])
    expect(outcome('{policy: naemd, result: pass}').findings).toEqual([expect.stringContaining('no such policy')])
  })

  test('without named resources judges every object that the policy concerns', () => {
    expect(outcome('{policy: named, result: pass}').cases).toEqual([
      ['default/good', 'pass', true],
      ['default/bad', 'fail', false],
    ])
  })

  test('reports files that are missing or broken', () => {
    const dir = folder({
      'kyverno-test.yaml': 'policies: [nowhere.yaml]\nresources: [broken.yaml]\n',
      'broken.yaml': 'a: [',
    })
    expect(testPolicies(suiteFiles(dir, 'kyverno-test.yaml'), {}).findings.map(({ message }) => message)).toEqual([
      'cannot be read: ENOENT',
      expect.stringContaining('is not YAML'),
    ])
    const broken = folder({ 'kyverno-test.yaml': '- a: [' })
    expect(testPolicies(suiteFiles(broken, 'kyverno-test.yaml'), {}).findings).toHaveLength(1)
    expect(testPolicies(['nowhere/kyverno-test.yaml'], {}).findings).toHaveLength(1)
  })
})

describe('policy check', () => {
  test('judges a folder by the policies in it', () => {
    const { rows, findings, objects: judged } = checkByPolicies(folder({}), undefined, {})
    expect(judged).toBe(4)
    expect(rows.map(({ verdict }) => verdict.status)).toEqual(['pass', 'fail'])
    expect(findings.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
      ['named', 'error', 'call it good'],
    ])
  })

  test('does not pass where there is no policy to judge by', () => {
    expect(checkByPolicies(folder({ 'policy.yaml': '' }), undefined, {}).findings).toEqual([
      expect.objectContaining({ message: 'holds no policies to judge by' }),
    ])
  })

  test('judges each cluster of a dist by its own policies', () => {
    const dist = mkdtempSync(join(tmpdir(), 'waybill-dist-'))
    for (const [cluster, expression] of [
      ['dev', 'true'],
      ['production', 'false'],
    ] as const) {
      mkdirSync(join(dist, cluster, 'delivery'), { recursive: true })
      writeFileSync(join(dist, cluster, 'policy.yaml'), policy.replace("object.metadata.name == 'good'", expression))
      writeFileSync(join(dist, cluster, 'objects.yaml'), objects)
    }
    const { rows } = checkByPolicies(dist, undefined, {})
    expect(rows.map(({ path, verdict }) => [relative(dist, path).split('/')[0], verdict.status])).toEqual([
      ['dev', 'pass'],
      ['dev', 'pass'],
      ['production', 'fail'],
      ['production', 'fail'],
    ])
  })

  test.each([
    ['json', '"status": "fail"'],
    ['sarif', '"ruleId": "named"'],
    ['junit', '<failure message="call it good"'],
    ['openreports', 'apiVersion: openreports.io/v1alpha1'],
    ['policyreport', 'kind: PolicyReport'],
    ['text', 'call it good'],
  ] as const)('writes %s', (format, expected) => {
    expect(checkReport(checkByPolicies(folder({}), undefined, {}), format)).toContain(expected)
  })
})
