import { describe, expect, test } from 'vitest'
import { admit, explain, judge } from './judge.ts'
import { loadPolicies } from './load-policies.ts'
import { ObjectStore } from './context.ts'
import { Request } from './request.ts'
import type { AnyObject, RequestOptions } from './request.ts'
import type { Context } from './context.ts'
import type { Manifest } from '../manifest/manifest.ts'

const pods = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['pods'] }

function policy(spec: AnyObject, { kind = 'ValidatingPolicy', ...metadata }: AnyObject = {}): Manifest {
  const matchConstraints = { resourceRules: [pods] }
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: String(kind),
    metadata: { name: 'p', ...metadata },
    spec: { matchConstraints, ...spec },
  }
}

function load(...manifests: readonly Manifest[]) {
  const { policies, findings } = loadPolicies(manifests)
  expect(findings).toEqual([])
  return policies
}

const pod = (metadata: AnyObject = {}, spec: AnyObject = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'api', namespace: 'shop', ...metadata },
  spec: { containers: [{ name: 'app', image: 'nginx' }], ...spec },
})

const deployment = (template: AnyObject) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { template },
})

function status(
  manifests: readonly Manifest[],
  object: AnyObject,
  options: { request?: RequestOptions; context?: Context } = {},
) {
  return judge(load(...manifests)[0]!, new Request(object, options.request), options.context).status
}

const validating = (expression: string, spec: AnyObject = {}) => policy({ validations: [{ expression }], ...spec })

describe('what a policy concerns', () => {
  const always = (matchConstraints: AnyObject) => [policy({ matchConstraints, validations: [{ expression: 'true' }] })]
  const rule = (change: AnyObject) => ({ resourceRules: [{ ...pods, ...change }] })

  test.each([
    ['kind', rule({}), 'pass'],
    ['another kind', rule({ resources: ['services'] }), 'none'],
    ['any kind', rule({ apiGroups: ['*'], apiVersions: ['*'], resources: ['*'] }), 'pass'],
    ['another version', rule({ apiVersions: ['v1beta1'] }), 'none'],
    ['another operation', rule({ operations: ['DELETE'] }), 'none'],
    ['name', rule({ resourceNames: ['api'] }), 'pass'],
    ['another name', rule({ resourceNames: ['web'] }), 'none'],
    ['a subresource', rule({ resources: ['pods/exec'] }), 'none'],
    ['all subresources', rule({ resources: ['pods/*'] }), 'pass'],
    ['scope of the cluster', rule({ scope: 'Cluster' }), 'none'],
    ['scope of a namespace', rule({ scope: 'Namespaced' }), 'pass'],
    ['what is excluded', { ...rule({}), excludeResourceRules: [{ ...pods, resourceNames: ['api'] }] }, 'none'],
    ['labels', { ...rule({}), objectSelector: { matchLabels: { app: 'api' } } }, 'pass'],
    [
      'other labels',
      { ...rule({}), objectSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] } },
      'none',
    ],
    ['labels of the namespace', { ...rule({}), namespaceSelector: { matchLabels: { tier: 'gold' } } }, 'pass'],
    [
      'name of the namespace',
      { ...rule({}), namespaceSelector: { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] } },
      'none',
    ],
    ['nothing at all', undefined, 'none'],
  ])('%s', (_, constraints, expected) => {
    const namespace = () => ({ metadata: { name: 'shop', labels: { tier: 'gold' } } })
    const manifests = constraints ? always(constraints) : [{ ...validating('true'), spec: { validations: [] } }]
    expect(status(manifests, pod({ labels: { app: 'api' } }), { context: { namespace } })).toBe(expected)
  })

  test('a namespaced policy concerns its own namespace only', () => {
    const own = policy(
      { validations: [{ expression: 'true' }] },
      { kind: 'NamespacedValidatingPolicy', namespace: 'shop' },
    )
    expect(status([own], pod())).toBe('pass')
    expect(status([own], pod({ namespace: 'other' }))).toBe('none')
  })
})

describe('verdicts', () => {
  test('skip where a match condition is false, error where it fails, skip again where failures are ignored', () => {
    const conditions = (expression: string) => ({ matchConditions: [{ name: 'c', expression }] })
    expect(status([validating('true', conditions('false'))], pod())).toBe('skip')
    expect(status([validating('true', conditions('object.x.y'))], pod())).toBe('error')
    expect(status([validating('true', { ...conditions('object.x.y'), failurePolicy: 'Ignore' })], pod())).toBe('skip')
    const mixed = {
      matchConditions: [
        { name: 'a', expression: 'object.x.y' },
        { name: 'b', expression: 'false' },
      ],
    }
    expect(status([validating('true', mixed)], pod())).toBe('skip')
  })

  test('the first validation that fails gives its message, computed where there is an expression for it', () => {
    const manifest = policy({
      variables: [{ name: 'image', expression: 'object.spec.containers[0].image' }],
      validations: [
        { expression: 'true', message: 'never' },
        { expression: "variables.image != 'nginx'", message: 'plain', messageExpression: "'no ' + variables.image" },
        { expression: 'false', message: 'later' },
      ],
      auditAnnotations: [{ key: 'image', valueExpression: 'variables.image' }],
    })
    expect(judge(load(manifest)[0]!, new Request(pod()))).toMatchObject({
      status: 'fail',
      message: 'no nginx',
      expression: 'spec.validations[1].expression',
      auditAnnotations: { image: 'nginx' },
    })
  })

  test('a variable that nothing reads is not computed, and one that fails is an error', () => {
    const variables = [{ name: 'broken', expression: 'object.a.b.c' }]
    expect(status([validating('true', { variables })], pod())).toBe('pass')
    expect(status([validating('variables.broken == 1', { variables })], pod())).toBe('error')
  })

  test('on DELETE there is only the old object', () => {
    const manifest = policy({
      matchConstraints: { resourceRules: [{ ...pods, operations: ['DELETE'] }] },
      validations: [
        { expression: "object == null && oldObject.metadata.name == 'api' && request.operation == 'DELETE'" },
      ],
    })
    expect(status([manifest], pod(), { request: { operation: 'DELETE' } })).toBe('pass')
  })

  test('a lookup finds what the context holds and nothing else', () => {
    const expression =
      "resource.Get('v1', 'configmaps', 'shop', 'allowed').data.image == object.spec.containers[0].image"
    const allowed = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'allowed', namespace: 'shop' },
      data: { image: 'nginx' },
    }
    expect(status([validating(expression)], pod(), { context: { objects: new ObjectStore([allowed]) } })).toBe('pass')
    expect(status([validating(expression)], pod(), { context: { objects: new ObjectStore([]) } })).toBe('error')
  })

  test.each([
    ["http.Get('https://vault.acme.internal').ok", 'http is forbidden'],
    ["random() == ''", 'another answer every time'],
    ["time.now() > timestamp('2020-01-01T00:00:00Z')", 'pass the time to judge at'],
  ])('%s says why it cannot run', (expression, message) => {
    expect(judge(load(validating(expression))[0]!, new Request(pod()))).toMatchObject({
      status: 'error',
      message: expect.stringContaining(message),
    })
  })

  test('explain gives each expression with its value', () => {
    const manifest = policy({
      variables: [{ name: 'n', expression: '1 + 1' }],
      validations: [{ expression: 'object.x == 1' }],
    })
    expect(explain(load(manifest)[0]!, new Request(pod()))).toEqual([
      { expression: 'spec.variables[0].expression', source: '1 + 1', value: 2n },
      { expression: 'spec.validations[0].expression', source: 'object.x == 1', error: 'no such key: x' },
    ])
  })
})

describe('autogen', () => {
  const named = [validating("object.spec.serviceAccountName == 'api' && object.metadata.namespace == 'shop'")]
  const template = { spec: { serviceAccountName: 'api' } }

  test('judges the pod template of controllers, and leaves the namespace of the controller alone', () => {
    expect(status(named, deployment(template))).toBe('pass')
    expect(status(named, deployment({ spec: { serviceAccountName: 'x' } }))).toBe('fail')
  })

  test('reaches into CronJobs', () => {
    const cron = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'c', namespace: 'shop' },
      spec: { jobTemplate: { spec: { template } } },
    }
    expect(status(named, cron)).toBe('pass')
  })

  test.each([
    [
      'an object selector',
      { matchConstraints: { resourceRules: [pods], objectSelector: { matchLabels: { a: 'b' } } } },
    ],
    ['an exclusion', { matchConstraints: { resourceRules: [pods], excludeResourceRules: [pods] } }],
    ['names', { matchConstraints: { resourceRules: [{ ...pods, resourceNames: ['x'] }] } }],
    ['a second rule', { matchConstraints: { resourceRules: [pods, { ...pods, resources: ['services'] }] } }],
    ['no controllers', { autogen: { podControllers: { controllers: [] } } }],
  ])('does nothing for a policy with %s', (_, spec) => {
    expect(status([validating('true', spec)], deployment(template))).toBe('none')
  })
})

describe('exceptions', () => {
  const exception = (spec: AnyObject): Manifest => ({
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'PolicyException',
    metadata: { name: 'e', namespace: 'ops' },
    spec: { policyRefs: [{ name: 'p', kind: 'ValidatingPolicy' }], ...spec },
  })
  const never = validating('false')

  test('take an object out of a policy, or let it pass, until they expire', () => {
    const until = exception({ expiresAt: '2026-06-01T00:00:00Z' })
    expect(status([never, exception({})], pod())).toBe('skip')
    expect(status([never, exception({ reportResult: 'pass' })], pod())).toBe('pass')
    expect(status([never, until], pod(), { context: { now: '2026-05-31T00:00:00Z' } })).toBe('skip')
    expect(status([never, until], pod(), { context: { now: '2026-06-01T00:00:00Z' } })).toBe('fail')
  })

  test('for other policies or objects change nothing', () => {
    expect(status([never, exception({ policyRefs: [{ name: 'q', kind: 'ValidatingPolicy' }] })], pod())).toBe('fail')
    expect(
      status(
        [never, exception({ matchConditions: [{ name: 'c', expression: "object.metadata.name == 'x'" }] })],
        pod(),
      ),
    ).toBe('fail')
  })

  test('for some images leave it to the policy', () => {
    const images = validating('object.spec.containers.all(c, c.image in exceptions.allowedImages)')
    expect(status([images, exception({ images: ['nginx'] })], pod())).toBe('pass')
    expect(status([images, exception({ images: ['redis'] })], pod())).toBe('fail')
  })
})

describe('mutation', () => {
  const apply = (expression: string, spec: AnyObject = {}) =>
    policy(
      { mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }], ...spec },
      { kind: 'MutatingPolicy' },
    )
  const mutated = (manifest: Manifest, object: AnyObject) => judge(load(manifest)[0]!, new Request(object))

  test('merges lists by the keys of their items', () => {
    const expression =
      'Object{spec: Object.spec{containers: object.spec.containers.map(c, Object.spec.containers{name: c.name, imagePullPolicy: "Always"})}}'
    expect(mutated(apply(expression), pod()).mutated).toMatchObject({
      spec: { containers: [{ name: 'app', image: 'nginx', imagePullPolicy: 'Always' }] },
    })
  })

  test('may not touch what is atomic, but by server-side apply', () => {
    const expression = "Object{spec: Object.spec{tolerations: [Object.spec.tolerations{key: 'a'}]}}"
    expect(mutated(apply(expression), pod())).toMatchObject({
      status: 'error',
      message: expect.stringContaining('.spec.tolerations'),
    })
    const allowed = apply(expression, { evaluation: { useServerSideApply: true } })
    expect(mutated(allowed, pod())).toMatchObject({
      status: 'pass',
      mutated: { spec: { tolerations: [{ key: 'a' }] } },
    })
  })

  test('of a pod moves into the template of controllers', () => {
    const expression = 'Object{spec: Object.spec{priorityClassName: "low"}}'
    expect(mutated(apply(expression), deployment({ spec: {} })).mutated).toMatchObject({
      spec: { template: { spec: { priorityClassName: 'low' } } },
    })
  })

  test('goes from one policy to the next, and validating policies see the result', () => {
    const label = (name: string, value: string) => ({
      ...apply(`Object{metadata: Object.metadata{labels: {"l": ${value}}}}`, {}),
      metadata: { name },
    })
    const first = label('first', '"1"')
    const second = label('second', 'object.metadata.labels["l"] + "2"')
    const { object, verdicts } = admit(
      load(validating("object.metadata.labels.l == '12'"), first, second),
      new Request(pod()),
    )
    expect(object).toMatchObject({ metadata: { labels: { l: '12' } } })
    expect(verdicts.map(({ policy: { name }, status: result }) => [name, result])).toEqual([
      ['first', 'pass'],
      ['second', 'pass'],
      ['p', 'pass'],
    ])
  })

  test('leaves the judged object itself unchanged', () => {
    const object = pod()
    mutated(apply('Object{metadata: Object.metadata{labels: {"a": "b"}}}'), object)
    expect(object).toEqual(pod())
  })
})

test('a generating policy tells what it would create, in its own namespace only where it is namespaced', () => {
  const spec = {
    generate: [
      {
        expression:
          "generator.Apply('other', [{'apiVersion': dyn('v1'), 'kind': dyn('ConfigMap'), 'metadata': dyn({'name': 'c'})}])",
      },
    ],
  }
  const created = judge(load(policy(spec, { kind: 'GeneratingPolicy' }))[0]!, new Request(pod()))
  expect(created.generated).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'other' } },
  ])
  const confined = policy(spec, { kind: 'NamespacedGeneratingPolicy', namespace: 'shop' })
  expect(judge(load(confined)[0]!, new Request(pod()))).toMatchObject({
    status: 'error',
    message: expect.stringContaining('cross-namespace'),
  })
})

describe('image policies', () => {
  const signed = (spec: AnyObject) =>
    policy(
      {
        validations: [{ expression: 'images.containers.all(i, verifyImageSignatures(i, [attestors.a]) > 0)' }],
        attestors: [{ name: 'a' }],
        ...spec,
      },
      { kind: 'ImageValidatingPolicy' },
    )

  test('demand a digest, and say that signatures need a registry', () => {
    expect(judge(load(signed({}))[0]!, new Request(pod()))).toMatchObject({
      status: 'fail',
      message: 'image nginx does not have a digest',
    })
    const lax = signed({ validationConfigurations: { verifyDigest: false } })
    expect(judge(load(lax)[0]!, new Request(pod()))).toMatchObject({
      status: 'error',
      message: expect.stringContaining('registry'),
    })
  })

  test('concern the images they name', () => {
    const other = signed({
      matchImageReferences: [{ glob: 'ghcr.io/*' }],
      validationConfigurations: { required: false },
    })
    expect(status([other], pod())).toBe('pass')
  })
})

describe('admission policies of Kubernetes', () => {
  const vap = (spec: AnyObject): Manifest => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'v' },
    spec: { matchConstraints: { resourceRules: [pods] }, ...spec },
  })
  const binding = (spec: AnyObject): Manifest => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'b' },
    spec: { policyName: 'v', validationActions: ['Audit'], ...spec },
  })
  const limited = vap({
    paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
    validations: [{ expression: 'size(object.spec.containers) <= int(params.data.most)' }],
  })
  const most = (name: string, value: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'shop', labels: { kind: 'limit' } },
    data: { most: value },
  })

  test('say that authorization is a matter of the cluster', () => {
    const asks = vap({
      validations: [{ expression: "authorizer.group('').resource('pods').check('create').allowed()" }],
    })
    expect(judge(load(asks)[0]!, new Request(pod()))).toMatchObject({
      status: 'error',
      message: expect.stringContaining('RBAC of a cluster'),
    })
  })

  test('apply where a binding matches, with its actions', () => {
    const elsewhere = binding({ matchResources: { objectSelector: { matchLabels: { a: 'b' } } } })
    expect(status([vap({ validations: [{ expression: 'false' }] }), elsewhere], pod())).toBe('none')
    expect(load(vap({ validations: [{ expression: 'false' }] }), binding({}))[0]!.actions).toEqual(['Audit'])
  })

  test('are judged under each parameter that a binding names', () => {
    const bound = [limited, binding({ paramRef: { selector: { matchLabels: { kind: 'limit' } } } })]
    expect(status(bound, pod(), { context: { parameters: [most('a', '5'), most('b', '1')] } })).toBe('pass')
    expect(status(bound, pod(), { context: { parameters: [most('a', '5'), most('b', '0')] } })).toBe('fail')
    expect(status(bound, pod(), { context: { parameters: [] } })).toBe('error')
    const optional = [limited, binding({ paramRef: { name: 'x', parameterNotFoundAction: 'Allow' } })]
    expect(status(optional, pod(), { context: { parameters: [] } })).toBe('skip')
  })
})
