import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkByPolicies, checkReport } from './policy-check.ts'
import { folder, objects, policy } from './fixtures/policy-folder.ts'

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
