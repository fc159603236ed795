import { CelError } from '../cel/cel-error.ts'
import { celError, Evaluation } from './expressions.ts'
import { exceptionsFor, exempt } from './exceptions.ts'
import { matchResources } from './match-resources.ts'
import { toCel } from '../cel/json.ts'
import type { AnyObject, Request } from './request.ts'
import type { Context } from './context.ts'
import type { Exception } from './exceptions.ts'
import type { Expressions, Globals, Located, Problem } from './expressions.ts'
import type { MatchResources } from './match-resources.ts'
import type { Policy, Rule, Verdict } from './policy.ts'

/** What compiling one policy gives: its rules and what is wrong with it. */
export interface Compiled extends Pick<Policy, 'targets'>, Partial<Pick<Policy, 'actions'>> {
  readonly rules: readonly Rule[]
  readonly problems: readonly Problem[]
}

/** A policy's manifest with the namespace it is confined to and the exceptions that may name it. */
export interface PolicySource {
  readonly manifest: AnyObject
  readonly namespace: string | undefined
  readonly exceptions: readonly AnyObject[]
}

/** Fields that the specs of all Kyverno's kinds share. */
export interface CommonSpec {
  readonly matchConstraints?: MatchResources
  readonly matchConditions?: readonly { readonly expression: string }[]
  readonly variables?: readonly { readonly name: string; readonly expression: string }[]
  readonly failurePolicy?: string
}

/** A verdict before it is known whose it is. */
export type Outcome = Omit<Verdict, 'policy'>

export interface RuleParts {
  readonly matches: Rule['matches']
  readonly expressions: Expressions
  readonly exceptions: readonly Exception[]
  readonly conditions: readonly Located[]
  readonly variables: ReadonlyMap<string, Located>
  /** Whether failing match conditions mean that the policy does not apply. */
  readonly ignoring?: boolean
  readonly globals: (request: Request, context: Context) => Globals
  /** What the policy does once nothing exempts the object. */
  readonly act: (evaluation: Evaluation, request: Request) => Outcome
}

type CommonParts = Pick<RuleParts, 'expressions' | 'exceptions' | 'conditions' | 'variables' | 'ignoring'>

/** Compiles what all specs share: match conditions, which do not see variables, exceptions, and variables. */
export function commonParts(source: PolicySource, spec: CommonSpec, expressions: Expressions): CommonParts {
  const conditions = expressions.conditions(spec.matchConditions ?? [], 'spec.matchConditions')
  const exceptions = exceptionsFor(source.manifest, source.exceptions, expressions)
  const variables = expressions.variables(spec.variables ?? [])
  return { expressions, exceptions, conditions, variables, ignoring: spec.failurePolicy === 'Ignore' }
}

/** A Kyverno policy without constraints concerns nothing. */
export function constrained(constraints: MatchResources | undefined): Rule['matches'] {
  return constraints === undefined ? () => false : matchResources(constraints)
}

/** The course of all Kyverno policies: exceptions, then match conditions, then what the kind is for. */
export function kyvernoRule(parts: RuleParts): Rule {
  const { matches, expressions, variables, globals } = parts
  return {
    matches,
    explain: (request, context) => new Evaluation(globals(request, context), variables).explain(expressions.all),
    judge(request, context) {
      try {
        const [broken] = expressions.problems
        if (broken !== undefined) throw new CelError(`${broken.path}: ${broken.message}`)
        const evaluation = new Evaluation(globals(request, context), variables)
        return gate(parts, evaluation, context) ?? parts.act(evaluation, request)
      } catch (error) {
        return { status: 'error', message: celError(error).message }
      }
    },
  }
}

/** The verdict where an exception or a match condition takes the object out; undefined where it stays in. */
function gate(parts: RuleParts, evaluation: Evaluation, context: Context): Outcome | undefined {
  const { verdict, allowed } = exempt(parts.exceptions, evaluation, context)
  if (verdict !== undefined) return verdict
  evaluation.globals.exceptions = toCel(allowed)
  try {
    return evaluation.all(parts.conditions) ? undefined : skipped
  } catch (error) {
    if (parts.ignoring) return skipped
    throw error
  }
}

export const skipped: Outcome = { status: 'skip', message: 'match conditions do not hold' }
