import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { reported } from '../rollout.ts'

export const requirePrune = defineValidatingPolicy({
  name: 'require-prune',
  title: 'What leaves git leaves the cluster',
  description: 'Without prune removed objects stay for ever and nobody knows why they are there.',
  category: 'Argo CD and Flux',
  severity: 'low',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.32', 'PCI-DSS/6.5.1', 'NIST-800-53/CM-3'],
  rollout: reported,
  match: { kinds: ['Kustomization'] },
  validations: [{ expression: 'object.spec.prune', message: 'set spec.prune to true' }],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { namespace: 'flux-system' },
        spec: { prune: true },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { namespace: 'flux-system' },
        spec: { prune: false },
      }),
    ],
  },
})
