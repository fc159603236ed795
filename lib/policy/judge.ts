import { namespaceOf } from './globals.ts'
import { Request } from './request.ts'
import type { AnyObject } from './request.ts'
import type { Context } from './context.ts'
import type { Policy, Step, Verdict } from './policy.ts'

const nothing: Context = {}

/** What a policy says about a request; `none` where it does not concern it. Never throws for what the policy says. */
export function judge(policy: Policy, request: Request, context: Context = nothing): Verdict {
  const rule = ruleFor(policy, request, context)
  return rule === undefined ? unconcerned(policy) : { policy, ...rule.judge(request, context) }
}

/** Every expression of a policy with its value for a request; none where the policy does not concern it. */
export function explain(policy: Policy, request: Request, context: Context = nothing): readonly Step[] {
  return ruleFor(policy, request, context)?.explain(request, context) ?? []
}

function ruleFor(policy: Policy, request: Request, context: Context) {
  if (!takes(policy, request)) return undefined
  if (policy.namespace !== undefined && policy.namespace !== request.namespace) return undefined
  const namespace = namespaceOf(request, context)
  return policy.rules.find(rule => rule.matches(request, namespace))
}

/** Policies in JSON mode judge any data, the others only what they are made for. */
function takes({ mode }: Policy, { payload }: Request): boolean {
  return mode === 'JSON' ? payload === undefined || payload === 'JSON' : mode === (payload ?? 'Kubernetes')
}

function unconcerned(policy: Policy): Verdict {
  return { policy, status: 'none', message: 'policy does not match' }
}

/** What admission makes of a request. */
export interface Admission {
  /** Verdicts of the policies that concern it, mutating ones first. */
  readonly verdicts: readonly Verdict[]
  /** The object after all mutating policies. */
  readonly object: AnyObject | undefined
}

/** Runs a request past all policies in the order of the API server: mutating ones in turn, then all others on the result. */
export function admit(policies: readonly Policy[], request: Request, context: Context = nothing): Admission {
  const verdicts: Verdict[] = []
  let current = request
  for (const policy of nativeFirst(policies.filter(isMutating))) {
    const verdict = judge(policy, current, context)
    verdicts.push(verdict)
    if (verdict.mutated !== undefined && current.object !== undefined) current = current.with(verdict.mutated)
  }
  for (const policy of policies) if (!isMutating(policy)) verdicts.push(judge(policy, current, context))
  return { verdicts: verdicts.filter(({ status }) => status !== 'none'), object: current.object }
}

/** Mutating admission policies run in the API server, before it calls Kyverno. */
function nativeFirst(policies: readonly Policy[]): readonly Policy[] {
  const { true: native = [], false: kyverno = [] } = Object.groupBy(
    policies,
    ({ kind }) => `${kind === 'MutatingAdmissionPolicy'}`,
  )
  return [...native, ...kyverno]
}

export function isMutating({ kind }: Policy): boolean {
  return /^(Namespaced)?Mutating/.test(kind)
}

/** What a policy with `mutateExisting` does to another object when a request triggers it; undefined where that is no target. */
export function judgeTarget(
  policy: Policy,
  target: AnyObject,
  { trigger, context = nothing }: Trigger,
): Verdict | undefined {
  const request = new Request(target, { operation: 'UPDATE', definitions: trigger.definitions })
  if (policy.targets?.matches(request, trigger, context) !== true) return undefined
  return { policy, ...policy.targets.judge(request, trigger, context) }
}

interface Trigger {
  readonly trigger: Request
  readonly context?: Context
}
