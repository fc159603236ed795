import { admissionFunctions } from './authorizer-library.ts'
import { celError, Evaluation, Expressions } from './expressions.ts'
import { compileMutations, mutate } from './mutations.ts'
import { compileValidations, validate } from './validations.ts'
import { globalsFor, namespaceOf } from './globals.ts'
import { matchResources } from './match-resources.ts'
import { nameOf } from './context.ts'
import { parametersFor } from './parameters.ts'
import { policyEnvironment } from './environment.ts'
import { skipped } from './kyverno-rule.ts'
import { toCel } from '../cel/json.ts'
import type { AnyObject, Request } from './request.ts'
import type { CommonSpec, Compiled, Outcome } from './kyverno-rule.ts'
import type { Context } from './context.ts'
import type { Located } from './expressions.ts'
import type { MatchResources } from './match-resources.ts'
import type { MutationSpec } from './mutations.ts'
import type { ParameterReference } from './parameters.ts'
import type { Rule } from './policy.ts'
import type { ValidationsSpec } from './validations.ts'

/** https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ and the mutating one. */
interface AdmissionSpec extends CommonSpec, ValidationsSpec {
  readonly mutations?: readonly MutationSpec[]
  readonly paramKind?: { readonly apiVersion: string; readonly kind: string }
}

interface BindingSpec {
  readonly policyName?: string
  readonly matchResources?: MatchResources
  readonly paramRef?: ParameterReference
  readonly validationActions?: readonly string[]
}

const variables = [
  ['params', 'dyn'],
  ['authorizer', 'authorizer'],
] as const

/** What the policy does with an object under one parameter. */
type Act = (evaluation: Evaluation, object: AnyObject) => Outcome

/** A ValidatingAdmissionPolicy or MutatingAdmissionPolicy; without any binding it is judged as if bound everywhere. */
export function compileAdmissionPolicy(manifest: AnyObject, bindings: readonly AnyObject[]): Compiled {
  const spec = manifest.spec as AdmissionSpec
  const expressions = new Expressions(policyEnvironment({ patches: true, variables, functions: admissionFunctions }))
  const conditions = expressions.conditions(spec.matchConditions ?? [], 'spec.matchConditions')
  const own = expressions.variables(spec.variables ?? [])
  const act = compileAct(spec, expressions)
  const matches = matchResources(spec.matchConstraints ?? {})
  const bound = boundBy(bindings, nameOf(manifest))
  const start = (request: Request, context: Context) => begin(request, context, own)
  const judge: Rule['judge'] = (request, context) => {
    const namespace = namespaceOf(request, context)
    const parameters = bound
      .filter(({ fits }) => fits(request, namespace))
      .flatMap(({ paramRef }) => parametersFor(spec.paramKind, paramRef, { request, context }))
    return inTurn(parameters, request.object ?? {}, (params, object) => {
      const evaluation = start(request, context)
      evaluation.globals.params = toCel(params)
      if (object !== request.object && request.object) evaluation.globals.object = toCel(object)
      return holds(evaluation, conditions, spec) ? act(evaluation, object) : skipped
    })
  }
  const rule: Rule = {
    matches: (request, namespace) => matches(request, namespace) && bound.some(({ fits }) => fits(request, namespace)),
    explain: (request, context) => start(request, context).explain(expressions.all),
    judge: (request, context) => attempt(() => judge(request, context)),
  }
  return { rules: [rule], problems: expressions.problems, ...actionsOf(bound) }
}

interface Bound extends Omit<BindingSpec, 'matchResources'> {
  readonly fits: Rule['matches']
}

function begin(request: Request, context: Context, variables: ReadonlyMap<string, Located>): Evaluation {
  const globals = globalsFor(request, context)
  globals.request = { ...request.celRequest, userInfo: toCel(identified(request.userInfo)) }
  return new Evaluation(globals, variables)
}

/** Bindings decide what a failure does. */
function actionsOf(bound: readonly Bound[]): Pick<Compiled, 'actions'> {
  const actions = new Set(bound.flatMap(({ validationActions = [] }) => validationActions))
  return actions.size > 0 ? { actions: [...actions] } : {}
}

function boundBy(bindings: readonly AnyObject[], policy: string): readonly Bound[] {
  const own = bindings.map(({ spec }) => spec as BindingSpec).filter(({ policyName }) => policyName === policy)
  return (own.length > 0 ? own : [{}]).map(({ matchResources: resources = {}, ...binding }: BindingSpec) => ({
    ...binding,
    fits: matchResources(resources),
  }))
}

function compileAct(spec: AdmissionSpec, expressions: Expressions): Act {
  if (spec.mutations !== undefined) {
    const patches = compileMutations(spec.mutations, expressions, {})
    return (evaluation, object) => ({ status: 'pass', message: '', mutated: mutate(patches, object, evaluation) })
  }
  const validations = compileValidations(
    spec,
    expressions,
    (_, expression) => `failed expression: ${expression.trim()}`,
  )
  return evaluation => validate(validations, evaluation)
}

/** Whether the match conditions hold; where they fail, a failure policy of Ignore says no. */
function holds(evaluation: Evaluation, conditions: readonly Located[], { failurePolicy }: AdmissionSpec): boolean {
  try {
    return evaluation.all(conditions)
  } catch (error) {
    if (failurePolicy === 'Ignore') return false
    throw error
  }
}

/** Acts under each parameter, each on the object as the one before left it, up to the first that fails. */
function inTurn(
  parameters: readonly unknown[],
  object: AnyObject,
  act: (params: unknown, object: AnyObject) => Outcome,
): Outcome {
  let outcome: Outcome = skipped
  let current = object
  for (const params of parameters) {
    const next = act(params, current)
    if (next.status === 'fail' || next.status === 'error') return next
    current = next.mutated ?? current
    if (next.status === 'pass') outcome = next
  }
  return outcome.mutated === undefined ? outcome : { ...outcome, mutated: current }
}

function attempt(run: () => Outcome): Outcome {
  try {
    return run()
  } catch (error) {
    return { status: 'error', message: celError(error).message }
  }
}

const somebody = 'system:kyverno:background-scan'

/** Requests always have a user in the API server; where none is given, one that no rule names stands in. */
function identified({ username, uid, groups, ...rest }: AnyObject): AnyObject {
  const grouped = Array.isArray(groups) && groups.length > 0
  return { ...rest, username: username || somebody, uid: uid || somebody, groups: grouped ? groups : [somebody] }
}
