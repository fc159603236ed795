import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const restrictApplicationNamespace = defineValidatingPolicy({
  name: 'restrict-application-namespace',
  title: 'Applications live beside Argo CD',
  description: 'An Application elsewhere is made by whoever may write to that namespace.',
  category: 'Argo CD and Flux',
  severity: 'high',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.32', 'PCI-DSS/6.5.1', 'NIST-800-53/CM-3'],
  rollout: refusedInProduction,
  match: { kinds: ['Application', 'ApplicationSet'] },
  validations: [
    { expression: "object.metadata.namespace == 'argocd'", message: 'put Applications into the namespace argocd' },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { namespace: 'argocd' },
        spec: { project: 'platform' },
      }),
    ],
    refused: [namespaced({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', spec: { project: 'platform' } })],
  },
})
