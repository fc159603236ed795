import { describe, expect, test } from 'vitest'
import { exampleInput } from '../example.ts'
import { runRules } from '../run-rules.ts'
import { rules } from './rules.ts'

test('ids are unique, and findings bear the id of their rule', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
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
