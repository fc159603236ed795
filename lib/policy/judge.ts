import { namespaceOf } from './globals.ts'
import type { Context } from './context.ts'
import type { Policy, Verdict } from './policy.ts'
import type { Request } from './request.ts'

/** What a policy says about a request; `none` where it does not concern it. */
export function judge(policy: Policy, request: Request, context: Context = {}): Verdict {
  if (policy.namespace !== undefined && policy.namespace !== request.namespace) return unconcerned(policy)
  const namespace = namespaceOf(request, context)
  for (const rule of policy.rules) {
    if (rule.matches(request, namespace)) return { policy, ...rule.judge(request, context) }
  }
  return unconcerned(policy)
}

function unconcerned(policy: Policy): Verdict {
  return { policy, status: 'none', message: 'policy does not match' }
}

/** The verdicts of all policies that concern a request. */
export function judgeAll(policies: readonly Policy[], request: Request, context: Context = {}): readonly Verdict[] {
  return policies.map(policy => judge(policy, request, context)).filter(({ status }) => status !== 'none')
}
