import { ApiObject, type Chart } from 'cdk8s'
import { describe, expect, test } from 'vitest'
import { layout } from '../../render/layout.ts'
import type { Unit } from '../../unit/unit.ts'
import { defineExampleTenant, exampleDefinition } from '../../tenant/example-tenancy.ts'
import { definitionRules } from '../definition-rules.ts'
import { tenantExample } from '../example-tenants.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { exampleInput, exampleUnit } from '../example.ts'
import { runRules } from '../run-rules.ts'
import { rules } from './rules.ts'

test('ids are unique, and findings bear the id of their rule', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
})

test('ownership and order, security, workloads and API versions have a rule each', () => {
  const lints = new Set(rules.map(({ lint }) => lint))
  expect(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26, 30].filter(
      lint => !lints.has(lint),
    ),
  ).toEqual([])
})

/** What no rule repeats, because nothing is rendered while it is so. */
describe('refused at render', () => {
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'kube-system' } }
  const build = (chart: Chart) => void new ApiObject(chart, 'object', configMap)
  const loop: Unit[] = []
  const a = { ...exampleUnit({ name: 'a' }), after: loop }
  const b = exampleUnit({ name: 'b', after: [a] })
  loop.push(b)
  const helm = (version: string, repository: string) => ({ chart: 'web', version, repository, values: () => ({}) })

  test.each([
    ['1: an object of two units', [exampleUnit({ name: 'a', build }), exampleUnit({ name: 'b', build })]],
    ['3: a component of two definitions', [exampleUnit({ name: 'a' }), exampleUnit({ name: 'a' })]],
    ['4: a chart version that is a range', [exampleUnit({ name: 'a', helm: helm('1.x', 'https://acme.internal') })]],
    ['5: a chart repository that is no address', [exampleUnit({ name: 'a', helm: helm('1.2.3', 'charts') })]],
    ['7: a selector key that no cluster sets', [exampleUnit({ name: 'a', on: { environments: ['qa'] } })]],
    ['10: a cycle in the order', [a, b]],
    ['10: a dependency that is not there', [exampleUnit({ name: 'a', after: [exampleUnit({ name: 'gone' })] })]],
  ])('%s', (_, units) => {
    const { fleet } = exampleInput({ units })
    expect(layout(units, fleet).findings.map(({ severity }) => severity)).toContain('error')
  })

  const definition = (more: object) => defineExampleTenant({ ...exampleDefinition, ...more })
  const hours = { days: ['monday'], sleepAt: '24:00', wakeAt: '07:00', timeZone: 'UTC' } as const

  const broken = [
    ['lands-somewhere', definition({ on: { clusters: [] } })],
    ['known-groups', definition({ owners: ['nobody'] })],
    ['narrow-sub-team', definition({ subTeams: { cart: { sharePercent: 101 } } })],
    ['sleep-schedule', definition({ sleep: { on: { environments: ['dev'] }, hours } })],
  ] as const

  test('every rule of definitions is broken here', () =>
    expect(broken.map(([rule]) => rule)).toEqual(definitionRules.map(({ id }) => id)))

  test.each(broken)('a tenant that breaks %s', (rule, tenant) => {
    const found = (of: Tenant) => {
      const { estate, fleet } = exampleInput(tenantExample(of))
      return layout(estate, fleet).findings.map(finding => finding.rule)
    }
    expect(found(tenant)).toContain(rule)
    expect(found(definition({}))).not.toContain(rule)
  })
})

describe.each(rules.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has examples of both', () => {
    expect(rule.examples.refused).not.toEqual([])
    expect(rule.examples.allowed).not.toEqual([])
  })

  test.each(rule.examples.refused.map((example, i) => [i, example] as const))('refuses example %i', (_, example) => {
    const input = exampleInput(example)
    const { findings } = runRules([rule], input)
    expect(findings).not.toEqual([])
    const paths = [...input.files.map(({ path }) => `dist/${path}`), ...input.estate.map(sourceFile), 'estate.ts']
    for (const finding of findings) {
      expect(finding.rule).toBe(id)
      expect(paths).toContain(finding.path)
      expect(finding.message).not.toMatch(/undefined|\[object|\.$/)
    }
  })

  test.each(rule.examples.allowed.map((example, i) => [i, example] as const))('allows example %i', (_, example) => {
    expect(runRules([rule], exampleInput(example)).findings).toEqual([])
  })
})

function sourceFile({ source }: { readonly source: string }): string {
  return source.slice(0, source.lastIndexOf(':'))
}
