import type { NamedExpression } from '../../lib/kyverno/policy-definition.ts'
import { tenantLabel } from '../labels.ts'

/** Match condition: the object lies in a namespace of a tenant. A namespaceSelector would turn autogen off. */
export const ofTenants: NamedExpression = {
  name: 'of-tenants',
  expression: `'${tenantLabel}' in namespaceObject.metadata.?labels.orValue({})`,
}

/** Match condition: the object is a namespace of a tenant. */
export const isTenant: NamedExpression = {
  name: 'is-tenant',
  expression: `'${tenantLabel}' in object.metadata.?labels.orValue({})`,
}

/** Match condition: the namespace serves, or rehearses to serve, customers. */
export const inEarnest: NamedExpression = {
  name: 'in-earnest',
  expression: "namespaceObject.metadata.?labels[?'acme.internal/environment'].orValue('') in ['staging', 'production']",
}
