import { admit, isMutating, judge, judgeTarget } from '../judge.ts'
import { checkCase } from './check-case.ts'
import { nameOf, namespaceOf } from '../context.ts'
import { Request } from '../request.ts'
import type { AnyObject, Operation } from '../request.ts'
import type { CaseResult, Expectation, Suite } from './suite.ts'
import type { Verdict } from '../policy.ts'

/** An object or payload with what the policies said about it. */
export interface Judged {
  /** `name`, as expectations call it. */
  readonly name: string
  readonly namespace: string
  readonly object: AnyObject
  readonly verdicts: readonly Verdict[]
  /** The object after all mutating policies. */
  readonly mutated: AnyObject | undefined
}

/** Runs a suite: one result for each expectation and object it names. An expectation that nothing was judged for fails. */
export function runSuite(suite: Suite): readonly CaseResult[] {
  const judged = new Map<Operation, readonly Judged[]>()
  const judgedAt = (operation: Operation) => {
    const known = judged.get(operation) ?? judgedBy(suite, operation)
    judged.set(operation, known)
    return known
  }
  return suite.expectations.flatMap(expectation =>
    checkExpectation(suite, expectation, judgedAt(expectation.operation ?? suite.operation)),
  )
}

/** Everything in a suite that policies judge, with their verdicts. */
export function judgedBy(suite: Suite, operation: Operation): readonly Judged[] {
  const triggers = suite.resources.map(object => judgeObject(suite, object, operation))
  return [...triggers, ...judgeTargets(suite, operation), ...judgePayloads(suite)]
}

function requestOf(suite: Suite, object: AnyObject, operation: Operation): Request {
  const { userInfo, definitions } = suite
  const part = suite.subresources.find(
    ({ apiVersion, kind }) => object.apiVersion === apiVersion && object.kind === kind,
  )
  const subresource = part && { ...part.parent, name: part.name }
  return new Request(object, { operation, userInfo, definitions, ...(subresource && { subresource }) })
}

function judgeObject(suite: Suite, object: AnyObject, operation: Operation): Judged {
  const { verdicts, object: mutated } = admit(suite.policies, requestOf(suite, object, operation), suite.context)
  return { name: nameOf(object), namespace: namespaceOf(object), object, verdicts, mutated }
}

/** What mutate-existing policies make of the targets, for every trigger that concerns them. */
function judgeTargets(suite: Suite, operation: Operation): readonly Judged[] {
  return suite.targets.map(target => {
    let current = target
    const verdicts: Verdict[] = []
    for (const object of suite.resources) {
      const trigger = requestOf(suite, object, operation)
      for (const policy of suite.policies.filter(isMutating)) {
        const verdict = judgeTarget(policy, current, { trigger, context: suite.context })
        if (verdict === undefined || verdict.status === 'none') continue
        verdicts.push(verdict)
        current = verdict.mutated ?? current
      }
    }
    return { name: nameOf(target), namespace: namespaceOf(target), object: target, verdicts, mutated: current }
  })
}

function judgePayloads({ payloads, policies, context }: Suite): readonly Judged[] {
  return payloads.map(({ name, mode, data }) => {
    const verdicts = policies.map(policy => judge(policy, new Request(data, { payload: mode }), context))
    return {
      name,
      namespace: '',
      object: data,
      verdicts: verdicts.filter(({ status }) => status !== 'none'),
      mutated: undefined,
    }
  })
}

function checkExpectation(suite: Suite, expectation: Expectation, judged: readonly Judged[]): readonly CaseResult[] {
  const named = [...(expectation.resources ?? []), ...(expectation.resourceSpecs ?? [])]
  const result = { suite: suite.name, path: suite.path, policy: expectation.policy, expected: expectation.result }
  if (named.length === 0) {
    const concerned = judged.filter(({ verdicts }) => verdicts.some(verdict => isOf(expectation, verdict)))
    if (concerned.length > 0) return concerned.map(each => ({ ...result, ...check(suite, expectation, each) }))
    return [{ ...result, resource: '', actual: 'none', ok: false, message: nothing(suite, expectation) }]
  }
  return named.flatMap(wanted => {
    const found = preferKind(
      judged.filter(each => isNamed(each, wanted)),
      expectation,
    )
    const resource = typeof wanted === 'string' ? wanted : wanted.name
    if (found.length > 0) return found.map(each => ({ ...result, ...check(suite, expectation, each) }))
    return [{ ...result, resource, actual: 'none', ok: false, message: 'the suite holds no such object' }]
  })
}

function check(suite: Suite, expectation: Expectation, judged: Judged) {
  const verdicts = judged.verdicts.filter(verdict => isOf(expectation, verdict))
  const missing = verdicts.length === 0 ? nothing(suite, expectation) : ''
  return checkCase(expectation, { ...judged, verdicts }, { files: suite.files, missing })
}

/** Why no policy spoke for an expectation. */
function nothing({ policies, legacy }: Suite, { policy }: Expectation): string {
  const name = policy.split('/').at(-1)!
  if (legacy.includes(name)) return 'the policy is of a legacy kind and is not judged'
  if (!policies.some(candidate => candidate.name === name)) return 'the suite holds no such policy that can be judged'
  return 'no rule of the policy matched, so nothing was tested'
}

function isOf({ policy: wanted }: Expectation, { policy }: Verdict): boolean {
  const [name, namespace] = wanted.split('/').reverse()
  return policy.name === name && (namespace === undefined || policy.manifest.metadata.namespace === namespace)
}

function isNamed(
  { name, namespace, object }: Judged,
  wanted: string | NonNullable<Expectation['resourceSpecs']>[number],
): boolean {
  if (typeof wanted !== 'string') {
    const apiVersion = wanted.group ? `${wanted.group}/${wanted.version}` : wanted.version
    return name === wanted.name && namespace === (wanted.namespace ?? '') && object.apiVersion === apiVersion
  }
  return wanted === name || wanted === `${namespace}/${name}`
}

/** Objects of other kinds may share the name: those of the expected kind count where there are any. */
function preferKind(found: readonly Judged[], { kind }: Expectation): readonly Judged[] {
  const exact = found.filter(({ object }) => object.kind === kind)
  return exact.length > 0 ? exact : found
}
