import { compileAuthorizationPolicy } from './authorization-policy.ts'
import { compileValidations, validate } from './validations.ts'
import { commonParts, constrained, kyvernoRule } from './kyverno-rule.ts'
import { Expressions } from './expressions.ts'
import { globalsFor } from './globals.ts'
import { matchResources } from './match-resources.ts'
import { policyEnvironment } from './environment.ts'
import { rewriteSpec, variantsOf } from './autogen.ts'
import type { Autogen } from './autogen.ts'
import type { CommonSpec, Compiled, PolicySource } from './kyverno-rule.ts'
import type { Rule } from './policy.ts'
import type { ValidationsSpec } from './validations.ts'

/** https://kyverno.io/docs/policy-types/validating-policy/ */
export interface ValidatingSpec extends CommonSpec, ValidationsSpec {
  readonly evaluation?: { readonly mode?: string }
  readonly autogen?: Autogen
}

type CompileRule<Spec> = (source: PolicySource, spec: Spec, matches: Rule['matches']) => Compiled

export function compileValidatingPolicy(source: PolicySource): Compiled {
  const { evaluation } = source.manifest.spec as ValidatingSpec
  if (evaluation?.mode === 'Envoy' || evaluation?.mode === 'HTTP') return compileAuthorizationPolicy(source)
  return withVariants<ValidatingSpec>(source, compileRule)
}

/** The rule of a policy with those that autogen makes of it; in JSON mode the one rule concerns any data. */
export function withVariants<Spec extends ValidatingSpec>(source: PolicySource, compile: CompileRule<Spec>): Compiled {
  const spec = source.manifest.spec as Spec
  if (spec.evaluation?.mode === 'JSON') return compile(source, spec, () => true)
  const main = compile(source, spec, constrained(spec.matchConstraints))
  const variants = variantsOf(spec.matchConstraints ?? {}, spec.autogen).map(variant =>
    compile(source, rewriteSpec(spec, variant), matchResources(variant.constraints)),
  )
  // A problem of the policy shows up again in each variant, at another column: the first is the one to show.
  return { rules: [main, ...variants].flatMap(({ rules }) => rules), problems: main.problems }
}

/** What a failed validation says that has no message of its own. */
export function unnamed(index: number): string {
  return `CEL expression validation failed at index ${index}`
}

function compileRule(source: PolicySource, spec: ValidatingSpec, matches: Rule['matches']): Compiled {
  const expressions = new Expressions(policyEnvironment())
  const common = commonParts(source, spec, expressions)
  const validations = compileValidations(spec, expressions, unnamed)
  const rule = kyvernoRule({
    matches,
    ...common,
    globals: (request, context) => globalsFor(request, context, source.namespace),
    act: evaluation => validate(validations, evaluation),
  })
  return { rules: [rule], problems: expressions.problems }
}
