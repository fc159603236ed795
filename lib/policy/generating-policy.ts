import { annotate, compileAnnotations } from './validations.ts'
import { Expressions } from './expressions.ts'
import { compileTemplate } from './generation-template.ts'
import { commonParts, constrained, kyvernoRule } from './kyverno-rule.ts'
import { globalsFor } from './globals.ts'
import { Host, placed } from './kyverno-library.ts'
import { namespaceOf } from './context.ts'
import { policyEnvironment } from './environment.ts'
import { CelError } from '../cel/cel-error.ts'
import type { AnnotationSpec } from './validations.ts'
import type { AnyObject } from './request.ts'
import type { Evaluation } from './expressions.ts'
import type { CommonSpec, Compiled, Outcome, PolicySource } from './kyverno-rule.ts'
import type { TemplateSpec } from './generation-template.ts'

/** https://kyverno.io/docs/policy-types/generating-policy/ */
interface GeneratingSpec extends CommonSpec {
  readonly generate?: readonly { readonly expression?: string; readonly template?: TemplateSpec }[]
  readonly auditAnnotations?: readonly AnnotationSpec[]
}

/** Adds what it creates to the generator. @throws CelError */
type Generation = (evaluation: Evaluation, generator: Host) => void

export function compileGeneratingPolicy(source: PolicySource): Compiled {
  const spec = source.manifest.spec as GeneratingSpec
  const expressions = new Expressions(policyEnvironment({ variables: [['generator', 'kyverno.generator']] }))
  const common = commonParts(source, spec, expressions)
  const generations = compileGenerations(spec, expressions)
  const annotations = compileAnnotations(spec.auditAnnotations ?? [], expressions)
  const rule = kyvernoRule({
    matches: constrained(spec.matchConstraints),
    ...common,
    ignoring: false,
    globals: (request, context) => ({
      ...globalsFor(request, context, source.namespace),
      generator: new Host('kyverno.generator', context, source.namespace),
    }),
    act: evaluation => ({ ...generate(generations, evaluation), ...annotate(annotations, evaluation) }),
  })
  return { rules: [rule], problems: expressions.problems }
}

function generate(generations: readonly Generation[], evaluation: Evaluation): Outcome {
  const generator = evaluation.globals.generator as Host
  for (const each of generations) each(evaluation, generator)
  return { status: 'pass', message: 'policy evaluated successfully', generated: generator.generated.flatMap(itemsOf) }
}

function compileGenerations({ generate = [] }: GeneratingSpec, expressions: Expressions): readonly Generation[] {
  return generate.flatMap(({ expression, template }, i): Generation[] => {
    const path = `spec.generate[${i}]`
    if (template !== undefined) {
      const render = compileTemplate(template, `${path}.template.value`, expressions)
      return [
        (evaluation, generator) =>
          void generator.generated.push(...render(evaluation).map(object => own(object, generator))),
      ]
    }
    const located = expressions.compile(expression, `${path}.expression`, ['bool'])
    return located === undefined ? [] : [evaluation => void evaluation.run(located)]
  })
}

/** A namespaced policy creates in its own namespace only. */
function own(object: AnyObject, { namespace: home }: Host): AnyObject {
  if (home === undefined) return object
  const namespace = namespaceOf(object) || home
  if (namespace !== home) throw new CelError(`cross-namespace generation denied: into '${namespace}' from '${home}'`)
  return placed(object, namespace)
}

/** The objects of a List, in the namespace of the list. */
function itemsOf(object: AnyObject): readonly AnyObject[] {
  if (!Array.isArray(object.items)) return [object]
  return (object.items as AnyObject[]).map(item => placed(item, namespaceOf(object)))
}
