import { celError } from './expressions.ts'
import type { Evaluation, Expressions, Located } from './expressions.ts'
import type { Verdict } from './policy.ts'

interface ValidationSpec {
  readonly expression: string
  readonly message?: string
  readonly messageExpression?: string
}

interface Validation {
  readonly expression: Located
  readonly message: string
  readonly messageExpression: Located | undefined
}

export interface AnnotationSpec {
  readonly key: string
  readonly valueExpression: string
}

export interface Validations {
  readonly list: readonly Validation[]
  readonly annotations: ReadonlyMap<string, Located>
}

export interface ValidationsSpec {
  readonly validations?: readonly ValidationSpec[]
  readonly auditAnnotations?: readonly AnnotationSpec[]
}

/** `fallback` is the message of a validation that has none. */
export function compileValidations(
  spec: ValidationsSpec,
  expressions: Expressions,
  fallback: (index: number, expression: string) => string,
): Validations {
  const list = (spec.validations ?? []).flatMap((validation, i): Validation[] => {
    const path = `spec.validations[${i}]`
    const expression = expressions.compile(validation.expression, `${path}.expression`, ['bool'])
    const messageExpression =
      validation.messageExpression === undefined
        ? undefined
        : expressions.compile(validation.messageExpression, `${path}.messageExpression`, ['string'])
    const message = validation.message || fallback(i, validation.expression)
    return expression === undefined ? [] : [{ expression, message, messageExpression }]
  })
  return { list, annotations: compileAnnotations(spec.auditAnnotations ?? [], expressions) }
}

export function compileAnnotations(
  list: readonly AnnotationSpec[],
  expressions: Expressions,
): ReadonlyMap<string, Located> {
  const out = new Map<string, Located>()
  for (const [i, { key, valueExpression }] of list.entries()) {
    const located = expressions.compile(valueExpression, `spec.auditAnnotations[${i}].valueExpression`, [
      'string',
      'null_type',
    ])
    if (located !== undefined) out.set(key, located)
  }
  return out
}

/** Runs validations in order up to the first that does not hold. Failures of expressions are verdicts, never thrown. */
export function validate({ list, annotations }: Validations, evaluation: Evaluation): Omit<Verdict, 'policy'> {
  for (const { expression, message, messageExpression } of list) {
    try {
      if (evaluation.holds(expression)) continue
      const reason = messageExpression === undefined ? message : said(messageExpression, { evaluation, message })
      return { status: 'fail', message: reason, expression: expression.path, ...annotate(annotations, evaluation) }
    } catch (error) {
      return { status: 'error', message: celError(error).message, expression: expression.path }
    }
  }
  try {
    return { status: 'pass', message: 'success', ...annotate(annotations, evaluation) }
  } catch (error) {
    return { status: 'error', message: celError(error).message }
  }
}

function said(located: Located, { evaluation, message }: { evaluation: Evaluation; message: string }): string {
  try {
    const value = evaluation.run(located)
    return typeof value === 'string' && value.trim() !== '' ? value : message
  } catch (error) {
    return `failed to evaluate message expression: ${celError(error).message}`
  }
}

/** Audit annotations that are not empty. @throws CelError */
export function annotate(
  annotations: ReadonlyMap<string, Located>,
  evaluation: Evaluation,
): Pick<Verdict, 'auditAnnotations'> {
  if (annotations.size === 0) return {}
  const out: Record<string, string> = {}
  for (const [key, located] of annotations) {
    const value = evaluation.run(located)
    if (typeof value === 'string' && value !== '') out[key] = value
  }
  return { auditAnnotations: out }
}
