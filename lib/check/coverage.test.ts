import { expect, test } from 'vitest'
import type { Framework } from '../compliance/framework.ts'
import { frameworks } from '../compliance/frameworks.ts'
import { contextOf } from './context.ts'
import { coverage } from './coverage.ts'
import { exampleInput, type ExampleObject } from './example.ts'
import { configMap, exception, teamPolicy } from './example-policy.ts'
import { definitionRules } from './definition-rules.ts'
import { freshDist } from './freshness.ts'
import { guardsOf } from './guards.ts'
import { rules } from './rules/rules.ts'
import { validObject } from './validate/validate-objects.ts'

const framework: Framework = {
  id: 'house',
  prefix: 'HOUSE',
  name: 'House rules',
  controls: {
    teams: { title: 'Everything has a team' },
    checked: { title: 'Nothing is double', checks: ['one-owner'] },
    there: { title: 'There are settings', kinds: ['/ConfigMap'] },
    gone: { title: 'There are volumes', kinds: ['/PersistentVolume'] },
    people: { title: 'People are kind', beyond: 'ask them' },
  },
}

const claims = { 'waybill.dev/controls': 'HOUSE/teams' }
const finding = { rule: 'one-owner', severity: 'error', path: 'dist/prod/x', message: 'twice', fix: 'once' } as const

function judged(objects: readonly ExampleObject[], findings: readonly (typeof finding)[] = []) {
  const guards = guardsOf(contextOf(exampleInput({ files: { 'prod/platform/web': objects } })))
  return new Map(coverage(framework, { guards, findings }).map(control => [control.control.slice(6), control]))
}

const statuses = (...args: Parameters<typeof judged>) =>
  Object.fromEntries([...judged(...args)].map(([id, { status }]) => [id, status]))

test('objects that pass prove a control, objects that fail break it, whatever the action', () => {
  expect(statuses([teamPolicy('Audit', claims), configMap('web', { team: 'web' })])).toEqual({
    teams: 'proven',
    checked: 'proven',
    there: 'proven',
    gone: 'open',
    people: 'beyond',
  })
  const mixed = judged([teamPolicy('Audit', claims), configMap('web', { team: 'web' }), configMap('other')]).get(
    'teams',
  )!
  expect(mixed.status).toBe('broken')
  expect(mixed.evidence).toEqual([
    {
      by: 'policy guard',
      proves: ['prod: ConfigMap web/web'],
      breaks: ['prod: ConfigMap web/other'],
      excused: [],
    },
  ])
})

test('a policy that no object concerns stands guard, and one that is not there proves nothing', () => {
  expect(statuses([teamPolicy('Deny', claims)])['teams']).toBe('guarded')
  expect(statuses([configMap('web')])['teams']).toBe('open')
})

test('what an exception takes out is told, and proves nothing', () => {
  const excuse = exception("object.metadata.name == 'web'")
  const { status, evidence } = judged([teamPolicy('Deny', claims), excuse, configMap('web')]).get('teams')!
  expect([status, evidence[0]!.excused]).toEqual(['guarded', ['prod: ConfigMap web/web']])
})

test('a finding of a check breaks its control', () => {
  expect(statuses([], [finding])['checked']).toBe('broken')
})

test('every check that a framework names exists', () => {
  const known = new Set([freshDist, validObject, ...definitionRules, ...rules].map(({ id }) => id))
  const named = frameworks.flatMap(({ controls }) => Object.values(controls).flatMap(({ checks = [] }) => checks))
  expect(named.filter(check => !known.has(check))).toEqual([])
})

test('prefixes and ids of frameworks tell them apart', () => {
  for (const key of ['id', 'prefix'] as const) expect(new Set(frameworks.map(f => f[key])).size).toBe(frameworks.length)
})

test('a policy that acts stands guard: what it leaves alone breaks nothing', () => {
  const sweeper = {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'DeletingPolicy',
    metadata: { name: 'sweep', annotations: claims },
    spec: {
      schedule: '0 * * * *',
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }],
      },
      conditions: [{ name: 'old', expression: "object.metadata.name == 'old'" }],
    },
  }
  expect(statuses([sweeper, configMap('old'), configMap('web')])['teams']).toBe('guarded')
})

test('a policy on signatures stands guard: an image it passes over is no proof', () => {
  const signatures = {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ImageValidatingPolicy',
    metadata: { name: 'signed', annotations: claims },
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      },
      matchImageReferences: [{ glob: 'registry.acme.internal/*' }],
      attestors: [{ name: 'ci', cosign: { key: { data: 'key' } } }],
      validations: [{ expression: 'images.containers.all(i, verifyImageSignatures(i, [attestors.ci]) > 0)' }],
    },
  }
  const elsewhere = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'x' },
    spec: { containers: [{ name: 'x', image: 'ghcr.io/x/x:1.0.0' }] },
  }
  expect(judged([signatures, elsewhere]).get('teams')).toMatchObject({ status: 'guarded', evidence: [{ proves: [] }] })
})
