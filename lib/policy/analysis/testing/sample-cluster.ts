import { createHash } from 'node:crypto'
import type { AnyObject } from '../../request.ts'
import type { ClusterTree } from '../cluster-tree.ts'

/** A cluster that holds some objects, each in a file of its own. */
export function cluster(name: string, objects: readonly AnyObject[]): ClusterTree {
  const files = objects.map(object => {
    const { name: own, namespace = '' } = object.metadata as { name: string; namespace?: string }
    const path = `dist/${name}/apps/web/${namespace}.${String(object.kind).toLowerCase()}.${own}.yaml`
    return { path, oid: createHash('sha1').update(JSON.stringify(object)).digest('hex'), object }
  })
  return { cluster: name, files }
}

const rules = (resources: readonly string[], apiGroups: readonly string[]) => ({
  resourceRules: [{ apiGroups, apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources }],
})

/** A policy of the group policies.kyverno.io about ConfigMaps, unless its spec says otherwise. */
export function policy(kind: string, name: string, spec: object): AnyObject {
  const matchConstraints = rules(['configmaps'], [''])
  return { apiVersion: 'policies.kyverno.io/v1', kind, metadata: { name }, spec: { matchConstraints, ...spec } }
}

export const aboutPods = { matchConstraints: rules(['pods'], ['']) }
export const aboutNamespaces = { matchConstraints: rules(['namespaces'], ['']) }

export function validation(
  name: string,
  expression: string,
  { action = 'Deny', ...more }: Record<string, unknown> = {},
) {
  const validations = [{ expression, message: `${name} says no` }]
  return policy('ValidatingPolicy', name, { validationActions: [action], validations, ...more })
}

export function mutation(name: string, expression: string, more: object = {}): AnyObject {
  const mutations = [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }]
  return policy('MutatingPolicy', name, { mutations, ...more })
}

export function exception(policyName: string, expression: string): AnyObject {
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'PolicyException',
    metadata: { name: `no-${policyName}`, namespace: 'kyverno' },
    spec: {
      policyRefs: [{ name: policyName, kind: 'ValidatingPolicy' }],
      matchConditions: [{ name: 'given', expression }],
    },
  }
}

export function configMap(name: string, data: Readonly<Record<string, string>> = {}): AnyObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'web' }, data }
}

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): AnyObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}
