import { CelError } from '../cel/cel-error.ts'
import { labelSelector } from './label-selector.ts'
import { labelsOf } from './request.ts'
import { nameOf, namespaceOf } from './context.ts'
import type { AnyObject, Request } from './request.ts'
import type { Context } from './context.ts'
import type { LabelSelector } from './label-selector.ts'

/** https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#parameter-resources */
export interface ParameterReference {
  readonly name?: string
  readonly namespace?: string
  readonly selector?: LabelSelector
  readonly parameterNotFoundAction?: string
}

interface ParamKind {
  readonly apiVersion: string
  readonly kind: string
}

interface Surroundings {
  readonly request: Request
  readonly context: Context
}

/** The parameters to judge under, one after the other; null for a policy without. @throws CelError where none is found and that denies */
export function parametersFor(
  kind: ParamKind | undefined,
  reference: ParameterReference | undefined,
  { request, context }: Surroundings,
): readonly unknown[] {
  if (kind === undefined || reference === undefined) return [null]
  const { name, namespace = request.namespace, selector } = reference
  const fits = labelSelector(selector)
  const found = (context.parameters ?? []).filter(
    object =>
      object.apiVersion === kind.apiVersion &&
      object.kind === kind.kind &&
      ['', namespace].includes(namespaceOf(object)) &&
      (name === undefined ? fits(labelsOf(object)) : nameOf(object) === name),
  )
  if (found.length === 0 && reference.parameterNotFoundAction !== 'Allow') {
    throw new CelError(`no ${kind.kind} was found that the binding names as parameter`)
  }
  return context.parametersAsList && found.length > 1 ? [{ items: found } satisfies AnyObject] : found
}
