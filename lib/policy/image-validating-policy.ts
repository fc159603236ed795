import { compileValidations, validate } from './validations.ts'
import { Expressions } from './expressions.ts'
import { globalsFor } from './globals.ts'
import { imageFunctions } from './image-library.ts'
import { imageMatcher } from './image-references.ts'
import { commonParts, kyvernoRule } from './kyverno-rule.ts'
import { policyEnvironment } from './environment.ts'
import { readImage } from '../cel/functions/image.ts'
import { unnamed, withVariants } from './validating-policy.ts'
import type { Compiled, Outcome, PolicySource } from './kyverno-rule.ts'
import type { Evaluation, Located } from './expressions.ts'
import type { Fields } from '../cel/value.ts'
import type { ImageReference } from './image-references.ts'
import type { Rule } from './policy.ts'
import type { ValidatingSpec } from './validating-policy.ts'

/** https://kyverno.io/docs/policy-types/image-validating-policy/ */
interface ImageSpec extends ValidatingSpec {
  readonly matchImageReferences?: readonly ImageReference[]
  readonly images?: readonly { readonly name: string; readonly expression: string }[]
  readonly attestors?: readonly { readonly name: string }[]
  readonly attestations?: readonly { readonly name: string }[]
  readonly validationConfigurations?: { readonly verifyDigest?: boolean; readonly required?: boolean }
}

/** Judged as far as no registry is needed: match conditions, digests, and validations that verify no signature. */
export function compileImageValidatingPolicy(source: PolicySource): Compiled {
  return withVariants<ImageSpec>(source, compileRule)
}

const variablesOfImages = [
  ['images', 'map'],
  ['attestors', 'map'],
  ['attestations', 'map'],
  ['ref', 'string'],
] as const

function compileRule(source: PolicySource, spec: ImageSpec, matches: Rule['matches']): Compiled {
  const expressions = new Expressions(policyEnvironment({ variables: variablesOfImages, functions: imageFunctions }))
  const common = commonParts(source, spec, expressions)
  const extractors = compileExtractors(spec, expressions)
  const wanted = imageMatcher(spec.matchImageReferences ?? [], expressions)
  const validations = compileValidations(spec, expressions, unnamed)
  const rule = kyvernoRule({
    matches,
    ...common,
    globals: (request, context) => ({
      ...globalsFor(request, context, source.namespace),
      attestors: named(spec.attestors),
      attestations: named(spec.attestations),
    }),
    act(evaluation) {
      const images = extract(extractors, evaluation, wanted)
      evaluation.globals.images = images
      return decide(spec, Object.values(images).flat(), () => validate(validations, evaluation))
    },
  })
  return { rules: [rule], problems: expressions.problems }
}

/** Handles that expressions pass on to functions; what they hold is of no use without a registry. */
function named(list: readonly { readonly name: string }[] = []): Fields {
  return Object.fromEntries(list.map(({ name }) => [name, name]))
}

/** No signature is looked at, so a policy that requires one for its images cannot pass. */
function decide({ validationConfigurations = {} }: ImageSpec, images: readonly string[], run: () => Outcome): Outcome {
  const { verifyDigest = true, required = true } = validationConfigurations
  const undigested = verifyDigest ? images.find(image => !hasDigest(image)) : undefined
  if (undigested !== undefined) return { status: 'fail', message: `image ${undigested} does not have a digest` }
  const verdict = run()
  if (verdict.status !== 'pass' || !required || images.length === 0) return verdict
  return { status: 'fail', message: `image ${images[0]} is not verified: no signature or attestation was checked` }
}

function hasDigest(image: string): boolean {
  return (readImage(image)?.digest ?? '') !== ''
}

const templates: Readonly<Record<string, string>> = {
  Pod: 'spec',
  Job: 'spec.template.spec',
  Deployment: 'spec.template.spec',
  StatefulSet: 'spec.template.spec',
  DaemonSet: 'spec.template.spec',
  ReplicaSet: 'spec.template.spec',
  CronJob: 'spec.jobTemplate.spec.template.spec',
}

interface Extractor {
  readonly name: string
  /** Undefined where the extractor is for any kind. */
  readonly kind?: string
  readonly located: Located
}

/** The images of pods and their controllers, and those that the policy's own extractors find. */
function compileExtractors(spec: ImageSpec, expressions: Expressions): readonly Extractor[] {
  const known = Object.entries(templates).flatMap(([kind, path]) =>
    ['containers', 'initContainers', 'ephemeralContainers'].map(name => ({
      name,
      kind,
      expression: `(object != null ? object : oldObject).${path}.?${name}.orValue([]).map(e, e.image)`,
    })),
  )
  return [...known, ...(spec.images ?? [])].flatMap(({ expression, ...extractor }, i): Extractor[] => {
    const located = expressions.compile(expression, `spec.images[${i - known.length}].expression`, ['list'])
    return located === undefined ? [] : [{ ...extractor, located }]
  })
}

function extract(
  extractors: readonly Extractor[],
  evaluation: Evaluation,
  wanted: (image: string, evaluation: Evaluation) => boolean,
): Record<string, string[]> {
  const kind = ((evaluation.globals.object ?? evaluation.globals.oldObject) as { kind?: unknown } | null)?.kind
  const out: Record<string, string[]> = {}
  for (const extractor of extractors) {
    if (extractor.kind !== undefined && extractor.kind !== kind) continue
    const images = evaluation.run(extractor.located) as readonly unknown[]
    out[extractor.name] = images.filter(image => typeof image === 'string').filter(image => wanted(image, evaluation))
  }
  return out
}
