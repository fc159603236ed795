import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const restrictDefaultProject = defineValidatingPolicy({
  name: 'restrict-default-project',
  title: 'No Application in the default project',
  description: 'The default project is emptied: an Application in it has no owner.',
  category: 'Argo CD and Flux',
  severity: 'high',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.32', 'PCI-DSS/6.5.1', 'NIST-800-53/CM-3'],
  rollout: refusedInProduction,
  match: { kinds: ['Application'] },
  validations: [
    { expression: "object.spec.project != 'default'", message: 'name the project of the platform or of a tenant' },
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
    refused: [
      namespaced({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { namespace: 'argocd' },
        spec: { project: 'default' },
      }),
    ],
  },
})
