import type { NamedExpression } from '../../../lib/kyverno/policy-definition.ts'

/** `variables.allContainers`: containers, init containers and ephemeral containers of a pod. */
export const allContainers: NamedExpression = {
  name: 'allContainers',
  expression:
    'object.spec.containers + object.spec.?initContainers.orValue([]) + object.spec.?ephemeralContainers.orValue([])',
}
