import { describe, expect, test } from 'vitest'
import { folder } from './fixtures/policy-folder.ts'
import { suiteFiles, testPolicies } from './policy-test.ts'

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
