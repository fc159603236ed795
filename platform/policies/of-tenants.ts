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

/** Labels that only an operator puts on pods: those of the databases, of Kafka, and of certificates that are being proven. */
const operatorLabels = ['cnpg.io/', 'strimzi.io/', 'acme.cert-manager.io/']

/**
 * Match condition: somebody here wrote the workload. What an operator makes follows its own habits, which nobody here can
 * change; the rules of pod security hold for it all the same.
 */
export const notOfOperators: NamedExpression = {
  name: 'not-of-operators',
  expression: `!has(object.metadata) || object.metadata.?labels.orValue({}).all(label, ${operatorLabels.map(prefix => `!label.startsWith('${prefix}')`).join(' && ')})`,
}

/**
 * Match condition: somebody here wrote the object, no controller did, such as Flagger for a Canary or Strimzi for a Kafka. Who
 * feigns an owner loses the object: Kubernetes deletes what is owned by nothing.
 */
export const writtenHere: NamedExpression = {
  name: 'written-here',
  expression: 'object.metadata.?ownerReferences.orValue([]).size() == 0',
}
