import { celError, Evaluation, Expressions } from './expressions.ts'
import { compileValidations, validate } from './validations.ts'
import { exceptionsFor, exempt } from './exceptions.ts'
import { globalsFor } from './globals.ts'
import { matchResources } from './match-resources.ts'
import { policyEnvironment } from './environment.ts'
import { rewriteSpec, variantsOf } from './autogen.ts'
import { toCel } from '../cel/json.ts'
import type { AnyObject, Request } from './request.ts'
import type { Autogen } from './autogen.ts'
import type { Context } from './context.ts'
import type { Located, Problem } from './expressions.ts'
import type { MatchResources } from './match-resources.ts'
import type { Rule, Verdict } from './policy.ts'
import type { ValidationsSpec } from './validations.ts'

/** https://kyverno.io/docs/policy-types/validating-policy/ */
interface ValidatingSpec extends ValidationsSpec {
  readonly matchConstraints?: MatchResources
  readonly matchConditions?: readonly { readonly expression: string }[]
  readonly variables?: readonly { readonly name: string; readonly expression: string }[]
  readonly failurePolicy?: string
  readonly evaluation?: { readonly mode?: string }
  readonly autogen?: Autogen
}

/** What compiling one policy gives: its rules and what is wrong with it. */
export interface Compiled {
  readonly rules: readonly Rule[]
  readonly problems: readonly Problem[]
}

/** A policy's manifest with the namespace it is confined to and the exceptions that may name it. */
export interface PolicySource {
  readonly manifest: AnyObject
  readonly namespace: string | undefined
  readonly exceptions: readonly AnyObject[]
}

export function compileValidatingPolicy(source: PolicySource): Compiled {
  const spec = source.manifest.spec as ValidatingSpec
  if (spec.evaluation?.mode === 'JSON') return compileRule(source, spec, () => true)
  const main = compileRule(source, spec, constrained(spec.matchConstraints))
  const variants = variantsOf(spec.matchConstraints ?? {}, spec.autogen).map(variant =>
    compileRule(source, rewriteSpec(spec, variant), matchResources(variant.constraints)),
  )
  // A problem of the policy shows up again in each variant, at another column: the first is the one to show.
  return { rules: [main, ...variants].flatMap(({ rules }) => rules), problems: main.problems }
}

/** A Kyverno policy without constraints concerns nothing. */
export function constrained(constraints: MatchResources | undefined): Rule['matches'] {
  return constraints === undefined ? () => false : matchResources(constraints)
}

function compileRule(source: PolicySource, spec: ValidatingSpec, matches: Rule['matches']): Compiled {
  const expressions = new Expressions(policyEnvironment())
  const conditions = expressions.conditions(spec.matchConditions ?? [], 'spec.matchConditions')
  const exceptions = exceptionsFor(source.manifest, source.exceptions, expressions)
  const variables = expressions.variables(spec.variables ?? [])
  const validations = compileValidations(spec, expressions, i => `CEL expression validation failed at index ${i}`)
  const globals = (request: Request, context: Context) => globalsFor(request, context, source.namespace)
  const ignoring = spec.failurePolicy === 'Ignore'
  const rule: Rule = {
    matches,
    judge(request, context) {
      const evaluation = new Evaluation(globals(request, context), variables)
      try {
        const { verdict, allowed } = exempt(exceptions, evaluation, context)
        if (verdict !== undefined) return verdict
        evaluation.globals.exceptions = toCel(allowed)
        if (!concerned(evaluation, conditions, ignoring)) return skipped
      } catch (error) {
        return { status: 'error', message: celError(error).message }
      }
      return validate(validations, evaluation)
    },
    explain: (request, context) => new Evaluation(globals(request, context), variables).explain(expressions.all),
  }
  return { rules: [rule], problems: expressions.problems }
}

export const skipped: Omit<Verdict, 'policy'> = { status: 'skip', message: 'match conditions do not hold' }

/** Whether the match conditions hold; where they fail, a failure policy of Ignore says no. @throws CelError otherwise */
export function concerned(evaluation: Evaluation, conditions: readonly Located[], ignoring: boolean): boolean {
  try {
    return evaluation.all(conditions)
  } catch (error) {
    if (ignoring) return false
    throw celError(error)
  }
}
