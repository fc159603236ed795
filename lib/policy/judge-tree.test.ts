import { describe, expect, test } from 'vitest'
import { findingOf, judgeTree } from './judge-tree.ts'
import { loadPolicies } from './load-policies.ts'
import { policyReports } from './policy-report.ts'
import { withDefaults } from './defaults.ts'
import type { AnyObject } from './request.ts'
import type { Manifest } from '../manifest/manifest.ts'

const policy = (name: string, expression: string, spec: AnyObject = {}): Manifest => ({
  apiVersion: 'policies.kyverno.io/v1',
  kind: 'ValidatingPolicy',
  metadata: { name, annotations: { 'policies.kyverno.io/severity': 'high', 'policies.kyverno.io/category': 'Safety' } },
  spec: {
    matchConstraints: {
      resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['CREATE'], resources: ['*'] }],
    },
    validations: [{ expression, message: `${name}\n says no` }],
    ...spec,
  },
})

const pod: AnyObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'api' },
  spec: {
    containers: [
      { name: 'a', image: 'nginx:1.2', resources: { limits: { cpu: 1 } }, livenessProbe: { httpGet: { port: 1 } } },
      { name: 'b', image: 'nginx' },
    ],
    volumes: [{ name: 'v' }, { name: 's', secret: {} }],
  },
}
const role: AnyObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'r' },
  rules: [],
}
const tree = [pod, role].map(object => ({ path: 'f.yaml', object }))
const rows = (...policies: readonly Manifest[]) =>
  judgeTree(tree, loadPolicies(policies).policies, { now: '2026-11-01T00:00:00Z' })
const statuses = (...policies: readonly Manifest[]) => rows(...policies).map(({ verdict }) => verdict.status)

describe('a tree is judged as the API server would see it', () => {
  test('with the fields it fills in, unless told not to', () => {
    const pulls = policy(
      'p',
      "object.kind != 'Pod' || object.spec.containers.map(c, c.imagePullPolicy) == ['IfNotPresent', 'Always']",
    )
    expect(statuses(pulls)).toEqual(['pass', 'pass'])
    const bare = judgeTree(tree, loadPolicies([pulls]).policies, { defaults: false })
    expect(bare.map(({ verdict }) => verdict.status)).toEqual(['error', 'pass'])
  })

  test('in the namespace default, but for what lives in none', () => {
    expect(
      statuses(policy('p', "object.?metadata.namespace.orValue('') == (object.kind == 'Pod' ? 'default' : '')")),
    ).toEqual(['pass', 'pass'])
  })

  test('among the other objects of the tree', () => {
    expect(statuses(policy('p', "resource.List('v1', 'pods', '').items.size() == 1"))).toEqual(['pass', 'pass'])
  })

  test('and what is denied is an error, what is audited a warning, what passes nothing', () => {
    const severities = (manifest: Manifest) =>
      rows(manifest)
        .map(findingOf)
        .map(finding => finding?.severity)
    expect(severities(policy('p', 'false'))).toEqual(['error', 'error'])
    expect(severities(policy('p', 'false', { validationActions: ['Audit'] }))).toEqual(['warning', 'warning'])
    expect(severities(policy('p', 'true'))).toEqual([undefined, undefined])
    expect(findingOf(rows(policy('p', 'false'))[0]!)).toMatchObject({
      rule: 'p',
      object: 'Pod default/api',
      path: 'f.yaml',
      message: 'p says no',
    })
  })
})

test('fields get the values that the API server gives them', () => {
  expect(withDefaults(pod).spec).toMatchObject({
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    containers: [
      {
        resources: { requests: { cpu: 1 } },
        livenessProbe: { periodSeconds: 10, httpGet: { scheme: 'HTTP', path: '/' } },
      },
      { terminationMessagePath: '/dev/termination-log' },
    ],
    volumes: [{ emptyDir: {} }, { secret: { defaultMode: 420 } }],
  })
  const service = { apiVersion: 'v1', kind: 'Service', metadata: {}, spec: { ports: [{ port: 80 }] } }
  expect(withDefaults(service).spec).toMatchObject({ type: 'ClusterIP', ports: [{ protocol: 'TCP', targetPort: 80 }] })
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {},
    spec: { template: { spec: { containers: [] } } },
  }
  expect(withDefaults(deployment).spec).toMatchObject({
    replicas: 1,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%' } },
    template: { spec: { restartPolicy: 'Always' } },
  })
  expect(withDefaults(role)).toEqual(role)
  for (const spec of [null, 'x', [], { template: 1 }]) expect(withDefaults({ ...deployment, spec })).toBeDefined()
})

test.each(['openreports', 'policyreport'] as const)(
  '%s reports count what they list, one for each namespace',
  flavour => {
    const reports = policyReports(
      rows(policy('yes', 'true'), policy('no', 'false'), policy('warn', 'false', { validationActions: ['Warn'] })),
      flavour,
    )
    const prefix = flavour === 'openreports' ? '' : 'Policy'
    expect(reports.map(({ kind, metadata: { namespace }, summary }) => ({ kind, namespace, summary }))).toEqual([
      {
        kind: `Cluster${prefix}Report`,
        namespace: undefined,
        summary: { pass: 1, fail: 1, warn: 1, error: 0, skip: 0 },
      },
      { kind: `${prefix}Report`, namespace: 'default', summary: { pass: 1, fail: 1, warn: 1, error: 0, skip: 0 } },
    ])
    expect((reports[1]!.results as unknown[])[1]).toMatchObject({
      policy: 'no',
      result: 'fail',
      severity: 'high',
      category: 'Safety',
      resources: [{ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'api' }],
    })
  },
)
