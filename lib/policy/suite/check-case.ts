import { isDeepStrictEqual } from 'node:util'
import { inNamespace } from '../cluster-scope.ts'
import { nameOf, namespaceOf } from '../context.ts'
import type { AnyObject } from '../request.ts'
import type { CaseResult, Expectation } from './suite.ts'
import type { Judged } from './run-suite.ts'

interface Material {
  readonly files: ReadonlyMap<string, readonly AnyObject[]>
  /** Why there is no verdict, where there is none. */
  readonly missing: string
}

type Checked = Pick<CaseResult, 'resource' | 'actual' | 'ok' | 'message'>

/** Compares what the policy said about one object with what was expected. No verdict at all is fine only for `skip`. */
export function checkCase(expectation: Expectation, judged: Judged, { files, missing }: Material): Checked {
  const { name, namespace, verdicts } = judged
  const resource = namespace === '' ? name : `${namespace}/${name}`
  const [first] = verdicts
  if (first === undefined) return { resource, actual: 'none', ok: expectation.result === 'skip', message: missing }
  if (expectation.result === 'fail' && isAbsent(expectation, judged, files)) {
    return { resource, actual: 'fail', ok: true, message: 'the mutated object is not among the patched resources' }
  }
  const off = verdicts.find(({ status }) => status !== expectation.result)
  if (off !== undefined) return { resource, actual: off.status, ok: false, message: off.message }
  const difference = first.status === 'pass' ? differenceOf(expectation, judged, files) : undefined
  return { resource, actual: first.status, ok: difference === undefined, message: difference ?? first.message }
}

/**
 * Whether the file of patched resources lacks the object. Kyverno compares nothing then; we take it for what an
 * expected `fail` means, and check the status of an expected `pass` alone.
 */
function isAbsent({ patchedResources }: Expectation, { mutated }: Judged, files: Material['files']): boolean {
  if (!patchedResources || mutated === undefined) return false
  return findIn(files.get(patchedResources) ?? [], mutated) === undefined
}

function findIn(wanted: readonly AnyObject[], actual: AnyObject): AnyObject | undefined {
  const identity = (object: AnyObject) =>
    [object.apiVersion, object.kind, namespaceOf(object), nameOf(object)].join(' ')
  return wanted.map(object => inNamespace(object)).find(object => identity(object) === identity(actual))
}

/** How mutated or generated objects differ from the expected ones; undefined where they do not, or none are named. */
function differenceOf(expectation: Expectation, judged: Judged, files: Material['files']): string | undefined {
  const { verdicts, mutated } = judged
  const { patchedResources, generatedResource, failOnMissingResources } = expectation
  const expected = expectation.generatedResources ?? (generatedResource ? [generatedResource] : [])
  const changed = verdicts.some(verdict => verdict.mutated !== undefined)
  if (patchedResources && changed) {
    if (!failOnMissingResources && isAbsent(expectation, judged, files)) return undefined
    return compareWith(mutated!, files.get(patchedResources) ?? [])
  }
  if (expected.length === 0) return undefined
  const wanted = expected.flatMap(file => files.get(file) ?? [])
  const generated = verdicts.flatMap(verdict => verdict.generated ?? [])
  if (generated.length === 0) return 'nothing was generated'
  return generated.map(object => compareWith(object, wanted)).find(difference => difference !== undefined)
}

function compareWith(actual: AnyObject, wanted: readonly AnyObject[]): string | undefined {
  const identity = (object: AnyObject) =>
    [object.apiVersion, object.kind, namespaceOf(object), nameOf(object)].join(' ')
  const expected = wanted.map(object => inNamespace(object)).find(object => identity(object) === identity(actual))
  if (expected === undefined) return `the expected objects do not include ${String(actual.kind)} ${nameOf(actual)}`
  const [left, right] = [tidy(unlabelled(actual)), tidy(unlabelled(expected))]
  return isDeepStrictEqual(left, right)
    ? undefined
    : `the result differs from what is expected: ${firstDifference(left, right)}`
}

/** Labels that Kyverno puts on what it generates do not count. */
function unlabelled(object: AnyObject): AnyObject {
  const metadata = (object.metadata ?? {}) as AnyObject
  const labels = Object.entries((metadata.labels ?? {}) as AnyObject).filter(
    ([key]) => !key.startsWith('generate.kyverno.io/') && key !== 'app.kubernetes.io/managed-by',
  )
  return { ...object, metadata: { ...metadata, labels: Object.fromEntries(labels) } }
}

/** Without what is empty: Kyverno compares objects this way. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(tidy).filter(item => item !== undefined)
    return items.length === 0 ? undefined : items
  }
  if (typeof value !== 'object') return value
  const entries = Object.entries(value ?? {}).map(([key, item]) => [key, tidy(item)] as const)
  const kept = entries.filter(([, item]) => item !== undefined)
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

function firstDifference(actual: unknown, expected: unknown, path = ''): string {
  const [left, right] = [actual, expected] as [Record<string, unknown>, Record<string, unknown>]
  const both = [actual, expected].every(value => typeof value === 'object' && value !== null)
  const keys = both ? [...new Set([...Object.keys(left), ...Object.keys(right)])] : []
  const key = keys.find(candidate => !isDeepStrictEqual(left[candidate], right[candidate]))
  if (key !== undefined) return firstDifference(left[key], right[key], `${path}/${key}`)
  return `at ${path || '/'} it has ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`
}
