import { expect, test } from 'vitest'
import type { Manifest } from '../manifest/manifest.ts'
import { about, environment, refusing } from './example-policies.ts'
import { exceptionLedger } from './exception-ledger.ts'
import { exceptionManifest, type ExceptionScope } from './policy-exception.ts'
import { defineValidatingPolicy } from './validating-policy.ts'

const blueOnly = defineValidatingPolicy({ ...about('blue-only'), ...refusing })
const alsoBlue = defineValidatingPolicy({ ...about('also-blue'), ...refusing, match: { kinds: ['Secret'] } })

const configMap = (name: string, color: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'web' },
  data: { color },
})

const exception = (names: ExceptionScope['names'], policies = [blueOnly] as const) =>
  exceptionManifest({
    name: 'old',
    policies,
    reason: 'it moves',
    owner: 'team-web',
    granted: '2026-11-01',
    expires: '2026-12-01',
    scope: { namespace: 'web', kind: 'ConfigMap', names },
  })

function ledger(manifest: Manifest, today?: string) {
  const policies = [blueOnly, alsoBlue].flatMap(policy => policy.manifests(environment))
  const objects = [...policies, manifest, configMap('a', 'red'), configMap('b', 'blue')]
  const tree = objects.map(object => ({ path: `${object.kind}.${object.metadata.name}`, object }))
  const [entry] = exceptionLedger(tree, today === undefined ? {} : { today })
  return entry!
}

const faults = (...args: Parameters<typeof ledger>) => ledger(...args).problems.map(({ fault }) => fault)

test('an exception that something needs has no fault, and says what for and by whom', () => {
  expect(ledger(exception(['a']), '2026-11-30')).toMatchObject({
    name: 'kyverno/old',
    policies: ['blue-only'],
    reason: 'it moves',
    owner: 'team-web',
    expires: '2026-12-01',
    needed: [{ path: 'ConfigMap.a' }],
    needless: [],
    problems: [],
  })
})

test('it expires on its day, and never without a day to judge at', () => {
  expect(faults(exception(['a']), '2026-12-01')).toEqual(['expired'])
  expect(faults(exception(['a']))).toEqual([])
})

test('it is unused where nothing needs it, and where one of its policies has nothing to excuse', () => {
  expect(faults(exception(['gone']))).toEqual(['unused'])
  const { problems } = ledger({
    ...exception(['a']),
    spec: { ...(exception(['a']).spec as object), policyRefs: refs('blue-only', 'also-blue') },
  })
  expect(problems.map(({ message }) => message)).toEqual(['excuses nothing from "also-blue" here'])
})

test('it is too wide where it excuses what passes, or everything', () => {
  expect(faults(exception(['a', 'b']))).toEqual(['wide'])
  const everything = { ...exception(['a']), spec: { policyRefs: refs('blue-only'), expiresAt: '2026-12-01T00:00:00Z' } }
  expect(faults(everything)).toEqual(['wide', 'wide'])
})

test('one written by hand must say why, who and how long', () => {
  const { apiVersion, kind, metadata } = exception(['a'])
  const spec = {
    policyRefs: refs('blue-only'),
    matchConditions: [{ name: 'a', expression: "object.metadata.name == 'a'" }],
  }
  const bare = { apiVersion, kind, metadata: { name: metadata.name, namespace: 'kyverno' }, spec }
  expect(ledger(bare).problems.map(({ message }) => message)).toEqual([
    'has no reason',
    'has no owner',
    'has no expiry',
  ])
})

function refs(...names: readonly string[]): object[] {
  return names.map(name => ({ name, kind: 'ValidatingPolicy' }))
}
