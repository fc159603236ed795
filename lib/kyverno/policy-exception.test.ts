import { expect, test } from 'vitest'
import type { Manifest } from '../manifest/manifest.ts'
import { judge } from '../policy/judge.ts'
import { loadPolicies } from '../policy/load-policies.ts'
import { Request } from '../policy/request.ts'
import { about, environment, refusing } from './example-policies.ts'
import { exceptionManifest, exceptionProblems, type ExceptionProps } from './policy-exception.ts'
import { defineValidatingPolicy } from './validating-policy.ts'

const everything = defineValidatingPolicy({
  ...about('everything'),
  ...refusing,
  match: { kinds: ['Pod', 'Deployment', 'ReplicaSet', 'Job', 'CronJob'] },
  validations: [{ expression: 'false', message: 'no' }],
})

const props: ExceptionProps = {
  name: 'old-web',
  policies: [everything],
  reason: 'it moves next month',
  owner: 'team-web',
  granted: '2026-11-01',
  expires: '2026-12-01',
  scope: { namespace: 'web', kind: 'Deployment', names: ['web'] },
}

const { policies } = loadPolicies([...everything.manifests(environment), exceptionManifest(props)])

interface Circumstances {
  readonly owner?: readonly [kind: string, name: string]
  readonly now?: string
}

function status(kind: string, name: string, { owner, ...context }: Circumstances = {}) {
  const apiVersion = kind === 'Pod' ? 'v1' : /Job/.test(kind) ? 'batch/v1' : 'apps/v1'
  const ownerReferences = owner && [{ apiVersion: 'apps/v1', kind: owner[0], name: owner[1], uid: '1' }]
  const object = { apiVersion, kind, metadata: { name, namespace: 'web', ...(owner && { ownerReferences }) } }
  return judge(policies[0]!, new Request(object as Manifest), context).status
}

test('excuses the object and what it makes', () => {
  expect(status('Deployment', 'web')).toBe('skip')
  expect(status('ReplicaSet', 'web-5d8c9f', { owner: ['Deployment', 'web'] })).toBe('skip')
  expect(status('Pod', 'web-5d8c9f-x2x4z', { owner: ['ReplicaSet', 'web-5d8c9f'] })).toBe('skip')
})

test('excuses nothing else: no other name, no other kind of that name, no neighbour whose name begins alike', () => {
  expect(status('Deployment', 'web-admin')).toBe('fail')
  expect(status('CronJob', 'web')).toBe('fail')
  expect(status('Pod', 'web-admin-5d8c9f-x2x4z', { owner: ['ReplicaSet', 'web-admin-5d8c9f'] })).toBe('fail')
  expect(status('Pod', 'web-5d8c9f-x2x4z')).toBe('fail')
  expect(status('Pod', 'my-web-5d8c9f-x2x4z', { owner: ['ReplicaSet', 'my-web-5d8c9f'] })).toBe('fail')
})

test('counts until the day before it expires', () => {
  expect(status('Deployment', 'web', { now: '2026-11-30T23:59:59Z' })).toBe('skip')
  expect(status('Deployment', 'web', { now: '2026-12-01T00:00:00Z' })).toBe('fail')
})

test.each([
  [{ reason: ' ' }, 'has no reason; say it'],
  [{ owner: '' }, 'has no owner; say it'],
  [{ expires: 'soon' }, 'has expires "soon", which is not a day (YYYY-MM-DD)'],
  [{ expires: '2026-11-01' }, 'expires before it is granted; correct the dates'],
  [{ expires: '2027-05-01' }, 'lasts 181 days; let it expire after 180 at most'],
])('is refused with %o', (change, problem) => {
  expect(exceptionProblems(props)).toEqual([])
  expect(exceptionProblems({ ...props, ...change })).toEqual([problem])
})
