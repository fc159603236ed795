import { ApiObject, type Chart } from 'cdk8s'
import type { INamespace } from 'kubernetes-models/v1/Namespace'
import { platformLabels } from './labels.ts'

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurity = 'restricted' | 'baseline' | 'privileged'

/** Renders the namespace of a component; an engine that creates it on the fly would neither label nor prune it. */
export function addNamespace(chart: Chart, name: string, podSecurity: PodSecurity): void {
  new ApiObject(chart, `namespace-${name}`, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        ...platformLabels,
        'pod-security.kubernetes.io/enforce': podSecurity,
        // Where less is enforced, the API server still says which pods fall short of the best.
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    },
  } satisfies INamespace)
}
