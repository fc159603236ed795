import { annotate, compileAnnotations } from './validations.ts'
import { compileMutations, mutate } from './mutations.ts'
import { constrained, kyvernoRule } from './kyverno-rule.ts'
import { exceptionsFor } from './exceptions.ts'
import { Expressions } from './expressions.ts'
import { globalsFor } from './globals.ts'
import { matchResources } from './match-resources.ts'
import { policyEnvironment } from './environment.ts'
import { targetRule } from './mutate-existing.ts'
import { variantsOf } from './autogen.ts'
import type { AnnotationSpec } from './validations.ts'
import type { Autogen, Variant } from './autogen.ts'
import type { CommonSpec, Compiled, PolicySource, RuleParts } from './kyverno-rule.ts'
import type { MatchResources } from './match-resources.ts'
import type { MutationSpec } from './mutations.ts'
import type { Rule } from './policy.ts'

/** https://kyverno.io/docs/policy-types/mutating-policy/ */
export interface MutatingSpec extends CommonSpec {
  readonly targetMatchConstraints?: MatchResources & { readonly expression?: string }
  readonly targetMatchConditions?: readonly { readonly expression: string }[]
  readonly mutations?: readonly MutationSpec[]
  readonly auditAnnotations?: readonly AnnotationSpec[]
  readonly evaluation?: {
    readonly mutateExisting?: { readonly enabled?: boolean }
    readonly useServerSideApply?: boolean
  }
  readonly autogen?: Autogen
}

export function compileMutatingPolicy(source: PolicySource): Compiled {
  const spec = source.manifest.spec as MutatingSpec
  const main = compileParts(source, spec, constrained(spec.matchConstraints))
  const variants = variantsOf(spec.matchConstraints ?? {}, spec.autogen).map(variant =>
    compileParts(source, rewriteForTemplate(spec, variant), matchResources(variant.constraints)),
  )
  const targets = spec.evaluation?.mutateExisting?.enabled === true ? targetRule(spec, main) : undefined
  return {
    rules: [main, ...variants].map(kyvernoRule),
    problems: main.expressions.problems,
    ...(targets !== undefined && { targets }),
  }
}

function compileParts(source: PolicySource, spec: MutatingSpec, matches: Rule['matches']): RuleParts {
  const expressions = new Expressions(policyEnvironment({ patches: true }))
  const variables = expressions.variables(spec.variables ?? [])
  const conditions = expressions.conditions(spec.matchConditions ?? [], 'spec.matchConditions')
  const exceptions = exceptionsFor(source.manifest, source.exceptions, expressions)
  const annotations = compileAnnotations(spec.auditAnnotations ?? [], expressions)
  const serverSideApply = spec.evaluation?.useServerSideApply === true
  const patches = compileMutations(spec.mutations ?? [], expressions, { serverSideApply })
  return {
    matches,
    expressions,
    exceptions,
    conditions,
    variables,
    globals: (request, context) => globalsFor(request, context, source.namespace),
    act(evaluation, request) {
      const mutated = mutate(patches, request.object ?? {}, evaluation)
      return { status: 'pass', message: 'success', mutated, ...annotate(annotations, evaluation) }
    },
  }
}

/** Unlike for validating policies, Kyverno moves only match conditions and apply configurations. */
function rewriteForTemplate(spec: MutatingSpec, { template }: Variant): MutatingSpec {
  const rewrite = (expression: string) => wrapped(moved(expression, template), template)
  return {
    ...spec,
    matchConditions: (spec.matchConditions ?? []).map(condition => ({
      ...condition,
      expression: rewrite(condition.expression),
    })),
    mutations: (spec.mutations ?? []).map(mutation =>
      mutation.applyConfiguration === undefined
        ? mutation
        : { ...mutation, applyConfiguration: { expression: rewrite(mutation.applyConfiguration.expression) } },
    ),
  }
}

function moved(expression: string, template: string): string {
  return expression
    .replace(/\b(object|oldObject|Object)\.spec/g, `$1.${template}.spec`)
    .replace(/\b(object|oldObject|Object)\.metadata\.(labels|annotations)/g, `$1.${template}.metadata.$2`)
}

/** Puts the fields of a leading `Object{...}` into the pod template. */
function wrapped(expression: string, template: string): string {
  const opening = /^\s*Object\s*\{/.exec(expression)
  if (opening === null) return expression
  const start = opening[0].length
  const end = closing(expression, start)
  if (end <= start) return expression
  const path = template.split('.')
  const open = path.map((name, i) => `{${name}: Object.${path.slice(0, i + 1).join('.')}`).join('')
  return `Object${open}{${expression.slice(start, end)}}${'}'.repeat(path.length)}${expression.slice(end + 1)}`
}

/** By counting braces, strings included, as Kyverno does. */
function closing(expression: string, start: number): number {
  let depth = 1
  for (let i = start; i < expression.length; i++) {
    if (expression[i] === '{') depth++
    if (expression[i] === '}' && --depth === 0) return i
  }
  return -1
}
