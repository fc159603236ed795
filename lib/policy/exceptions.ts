import { celError } from './expressions.ts'
import { nameOf, namespaceOf } from './context.ts'
import type { AnyObject } from './request.ts'
import type { Context } from './context.ts'
import type { Evaluation, Expressions, Located } from './expressions.ts'
import type { Verdict } from './policy.ts'

/** https://kyverno.io/docs/guides/exceptions/ */
interface ExceptionSpec {
  readonly policyRefs?: readonly { readonly name: string; readonly kind: string }[]
  readonly matchConditions?: readonly { readonly expression: string }[]
  readonly images?: readonly string[]
  readonly allowedValues?: readonly string[]
  readonly reportResult?: string
  readonly expiresAt?: string
}

/** A PolicyException as one policy sees it. */
export interface Exception {
  /** `namespace/name` */
  readonly key: string
  readonly conditions: readonly Located[]
  readonly spec: ExceptionSpec
  readonly priority: number
}

/** The exceptions that name a policy, with their conditions compiled among its expressions. */
export function exceptionsFor(
  policy: AnyObject,
  exceptions: readonly AnyObject[],
  expressions: Expressions,
): readonly Exception[] {
  const named = exceptions.filter(({ spec }) =>
    (spec as ExceptionSpec).policyRefs?.some(({ name, kind }) => name === nameOf(policy) && kind === policy.kind),
  )
  return named.map(exception => {
    const spec = exception.spec as ExceptionSpec
    const labels = (exception.metadata as { labels?: Record<string, string> }).labels ?? {}
    const namespace = namespaceOf(exception)
    const key = namespace === '' ? nameOf(exception) : `${namespace}/${nameOf(exception)}`
    return {
      key,
      conditions: expressions.conditions(spec.matchConditions ?? [], `exception ${key}: spec.matchConditions`),
      spec,
      priority: Number.parseInt(labels['polex.kyverno.io/priority'] ?? '0', 10) || 0,
    }
  })
}

function expired({ spec: { expiresAt } }: Exception, { now }: Context): boolean {
  return now !== undefined && expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(now)
}

/** What exceptions leave of a policy: nothing (`verdict`), or what they allow in part, for the policy to read. */
export interface Exemption {
  readonly verdict?: Omit<Verdict, 'policy'>
  readonly allowed: { readonly allowedImages: readonly string[]; readonly allowedValues: readonly string[] }
}

const nothing: Exemption = { allowed: { allowedImages: [], allowedValues: [] } }

/** @throws CelError where a condition fails and no exception before it exempts in full */
export function exempt(exceptions: readonly Exception[], evaluation: Evaluation, context: Context): Exemption {
  if (exceptions.length === 0) return nothing
  const matched: Exception[] = []
  for (const exception of exceptions) {
    if (expired(exception, context)) continue
    try {
      if (evaluation.all(exception.conditions)) matched.push(exception)
    } catch (error) {
      if (!matched.some(isFull)) throw celError(error)
    }
  }
  if (matched.some(isFull)) return { ...nothing, verdict: exempted(matched) }
  return {
    allowed: {
      allowedImages: matched.flatMap(({ spec }) => spec.images ?? []),
      allowedValues: matched.flatMap(({ spec }) => spec.allowedValues ?? []),
    },
  }
}

/** An exception without images and values exempts the whole object. */
function isFull({ spec }: Exception): boolean {
  return (spec.images ?? []).length === 0 && (spec.allowedValues ?? []).length === 0
}

function exempted(matched: readonly Exception[]): Omit<Verdict, 'policy'> {
  const chosen = matched.reduce((best, exception) => (exception.priority > best.priority ? exception : best))
  const keys = matched.map(({ key }) => key)
  const passed = chosen.spec.reportResult === 'pass'
  const message = `rule is ${passed ? 'passed' : 'skipped'} due to policy exception: ${keys.join(', ')}`
  return { status: passed ? 'pass' : 'skip', message, exceptions: keys }
}
