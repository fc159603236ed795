import { describe, expect, test } from 'vitest'
import { frameworks } from '../../lib/compliance/frameworks.ts'
import { exampleProblems } from '../../lib/kyverno/example-problems.ts'
import { production } from '../environments.ts'
import { bundles } from './bundles/bundles.ts'

describe.each(bundles.map(bundle => [bundle.version, bundle] as const))('bundle %s', (_, { policies }) => {
  test.each(policies.map(policy => [policy.name, policy] as const))('%s does what its examples show', (_, policy) => {
    expect(exampleProblems(policy.manifests(production), policy.expectations)).toEqual([])
  })

  test('every policy has a name of its own', () => {
    expect(new Set(policies.map(({ name }) => name)).size).toBe(policies.length)
  })
})

test('no policy claims a control of which no manifest can prove anything', () => {
  const beyond = new Set(
    frameworks.flatMap(({ prefix, controls }) =>
      Object.entries(controls).flatMap(([id, { beyond, checks, kinds }]) =>
        beyond === undefined || checks !== undefined || kinds !== undefined ? [] : [`${prefix}/${id}`],
      ),
    ),
  )
  const claimed = bundles.flatMap(({ policies }) => policies).flatMap(({ controls = [] }) => controls)
  expect(claimed.filter(control => beyond.has(control))).toEqual([])
})
