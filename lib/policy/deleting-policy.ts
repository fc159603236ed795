import { constrained, kyvernoRule } from './kyverno-rule.ts'
import { exceptionsFor } from './exceptions.ts'
import { Expressions } from './expressions.ts'
import { globalsFor } from './globals.ts'
import { matchResources } from './match-resources.ts'
import { policyEnvironment } from './environment.ts'
import { toCel } from '../cel/json.ts'
import type { CommonSpec, Compiled, PolicySource } from './kyverno-rule.ts'
import type { Context } from './context.ts'
import type { Globals } from './expressions.ts'
import type { Request } from './request.ts'
import type { Rule } from './policy.ts'

/** https://kyverno.io/docs/policy-types/deleting-policy/ */
interface DeletingSpec extends CommonSpec {
  readonly conditions?: readonly { readonly expression: string }[]
}

/** `pass`: the policy would delete the object; `fail`: it would keep it, though it matches the constraints. */
export function compileDeletingPolicy(source: PolicySource): Compiled {
  const spec = source.manifest.spec as DeletingSpec
  const expressions = new Expressions(policyEnvironment())
  const variables = expressions.variables(spec.variables ?? [])
  const conditions = expressions.conditions(spec.conditions ?? [], 'spec.conditions')
  const exceptions = exceptionsFor(source.manifest, source.exceptions, expressions)
  const rule = kyvernoRule({
    matches: spec.matchConstraints
      ? matchResources(spec.matchConstraints, { anyOperation: true })
      : constrained(undefined),
    expressions,
    exceptions,
    conditions: [],
    variables,
    globals: (request, context) => globalsOf(source, request, context),
    act: evaluation =>
      evaluation.all(conditions)
        ? { status: 'pass', message: 'resource matched' }
        : { status: 'fail', message: 'resource did not match' },
  })
  const judge: Rule['judge'] = (request, context) => {
    const verdict = rule.judge(request, context)
    return verdict.exceptions === undefined ? verdict : { ...verdict, status: 'fail' }
  }
  return { rules: [{ ...rule, judge }], problems: expressions.problems }
}

/** A Namespace is its own namespace. */
function globalsOf({ namespace }: PolicySource, request: Request, context: Context): Globals {
  const globals = globalsFor(request, context, namespace)
  if (request.kind !== 'Namespace' || request.resource.group !== '') return globals
  return { ...globals, namespaceObject: toCel(context.namespace?.(request.name) ?? request.object) }
}
