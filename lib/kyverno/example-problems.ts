import type { Manifest } from '../manifest/manifest.ts'
import { ObjectStore } from '../policy/context.ts'
import { judge } from '../policy/judge.ts'
import { loadPolicies } from '../policy/load-policies.ts'
import { Request } from '../policy/request.ts'
import type { Example, Expectation } from './example.ts'

/** Where a rendered policy does not say of its own examples what it promises, or has none to say it of. */
export function exampleProblems(manifests: readonly Manifest[], expected: readonly Expectation[]): string[] {
  const { policies, findings } = loadPolicies(manifests)
  const [policy] = policies
  if (policy === undefined) return findings.map(({ message }) => message)
  const problems = expected.flatMap(({ name, example, should, holds }) => {
    const verdict = judge(policy, requestOf(example), contextOf(example))
    return holds(verdict)
      ? []
      : [`should ${should} in example ${name}, but says "${verdict.status}": ${verdict.message}`]
  })
  const lists = new Set(expected.map(({ should }) => should))
  return lists.size < 2
    ? [...problems, 'needs an example of what it acts on and one of what it leaves alone']
    : problems
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

function contextOf({ namespaceLabels, cluster = [], now }: Example) {
  return {
    namespace: (name: string) => namespace(name, namespaceLabels),
    objects: new ObjectStore(cluster),
    ...(now !== undefined && { now }),
  }
}

function namespace(name: string, labels: Readonly<Record<string, string>> = {}): Manifest {
  const own = { 'kubernetes.io/metadata.name': name }
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...own, ...labels } } }
}
