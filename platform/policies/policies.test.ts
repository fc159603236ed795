import { describe, expect, test } from 'vitest'
import { exampleProblems } from '../../lib/kyverno/example-problems.ts'
import { validatingPolicyManifest } from '../../lib/kyverno/validating-policy.ts'
import { production } from '../environments.ts'
import { validatingPolicies } from './policies.ts'

describe.each(validatingPolicies.map(policy => [policy.name, policy] as const))('%s', (_, policy) => {
  test('says of its own examples what it promises', () => {
    const manifest = validatingPolicyManifest({ policy, environment: production })
    expect(exampleProblems(manifest, policy.examples)).toEqual([])
  })
})

test('every policy has a name of its own', () => {
  const names = validatingPolicies.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})
