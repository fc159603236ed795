import type { ExampleObject } from './example.ts'

const rules = (resources: readonly string[], apiGroups = ['']) => ({
  resourceRules: [{ apiGroups, apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources }],
})

/** A policy of an example, with what every policy has. */
function policy(kind: string, spec: object, annotations: Readonly<Record<string, string>> = {}): ExampleObject {
  const explained = {
    'waybill.dev/examples': '2',
    'waybill.dev/audit-since': '2026-06-01',
    'waybill.dev/action-since': '2026-07-01',
  }
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind,
    metadata: { name: 'guard', annotations: { ...explained, ...annotations } },
    spec,
  }
}

/** Wants a label `team` on every ConfigMap. */
export function teamPolicy(action: string, annotations?: Readonly<Record<string, string>>): ExampleObject {
  return policy(
    'ValidatingPolicy',
    {
      validationActions: [action],
      matchConstraints: rules(['configmaps']),
      validations: [
        { expression: "has(object.metadata.labels) && 'team' in object.metadata.labels", message: 'name a team' },
      ],
    },
    annotations,
  )
}

/** Does something to every ConfigMap. */
export function mutation(expression: string): ExampleObject {
  return policy('MutatingPolicy', {
    matchConstraints: rules(['configmaps']),
    mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }],
  })
}

/** Creates a ConfigMap of a name in every Namespace. */
export function generation(name: string): ExampleObject {
  const made = `{'apiVersion': dyn('v1'), 'kind': dyn('ConfigMap'), 'metadata': dyn({'name': '${name}', 'namespace': object.metadata.name})}`
  return policy('GeneratingPolicy', {
    matchConstraints: rules(['namespaces']),
    generate: [{ expression: `generator.Apply(object.metadata.name, [${made}])` }],
  })
}

/** Deletes every ConfigMap for which an expression holds. */
export function deletion(expression: string): ExampleObject {
  return policy('DeletingPolicy', {
    schedule: '0 * * * *',
    matchConstraints: rules(['configmaps']),
    conditions: [{ name: 'given', expression }],
  })
}

/** Excuses a ConfigMap from the policy of `teamPolicy`. */
export function exception(condition: string, expiresAt = '2027-01-01T00:00:00Z'): ExampleObject {
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'PolicyException',
    metadata: {
      name: 'excuse',
      namespace: 'kyverno',
      annotations: { 'waybill.dev/reason': 'it moves next week', 'waybill.dev/owner': 'team-web' },
    },
    spec: {
      policyRefs: [{ name: 'guard', kind: 'ValidatingPolicy' }],
      matchConditions: [{ name: 'given', expression: condition }],
      expiresAt,
    },
  }
}

export function configMap(name: string, labels: Readonly<Record<string, string>> = {}): ExampleObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'web', labels }, data: { color: 'red' } }
}

export const namespaceWeb: ExampleObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web' } }
