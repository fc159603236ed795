import type { Manifest } from '../manifest/manifest.ts'
import { ObjectStore } from '../policy/context.ts'
import { judge } from '../policy/judge.ts'
import { loadPolicies } from '../policy/load-policies.ts'
import { Request } from '../policy/request.ts'
import type { Example } from './policy.ts'

export interface Examples {
  readonly allowed: readonly Example[]
  readonly refused: readonly Example[]
}

/** Where a rendered policy does not say of its own examples what it promises; none where it does. */
export function exampleProblems(manifest: Manifest, { allowed, refused }: Examples): string[] {
  const { policies, findings } = loadPolicies([manifest])
  const [policy] = policies
  if (policy === undefined) return findings.map(({ message }) => message)
  const verdictOn = (example: Example) =>
    judge(policy, requestOf(example), {
      namespace: name => namespace(name, example.namespaceLabels),
      objects: new ObjectStore(example.cluster ?? []),
    })
  return [
    ...allowed.map((example, i) => ({ name: `allowed[${i}]`, expected: 'pass', ...verdictOn(example) })),
    ...refused.map((example, i) => ({ name: `refused[${i}]`, expected: 'fail', ...verdictOn(example) })),
  ]
    .filter(({ status, expected }) => status !== expected && !(expected === 'pass' && status === 'skip'))
    .map(({ name, status, expected, message }) => `${name} should ${expected}, but it is "${status}": ${message}`)
}

/** An example leaves a field out by writing `undefined`; the copy through JSON has no such field. */
function requestOf({ object, oldObject, operation = 'CREATE', subresource }: Example): Request {
  const { apiVersion, kind } = object
  return new Request(JSON.parse(JSON.stringify(object)) as Manifest, {
    operation,
    ...(oldObject && { oldObject }),
    ...(subresource !== undefined && { subresource: { apiVersion, kind, name: subresource } }),
  })
}

function namespace(name: string, labels: Readonly<Record<string, string>> = {}): Manifest {
  const own = { 'kubernetes.io/metadata.name': name }
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...own, ...labels } } }
}
