import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const requireKustomizationAccount = defineValidatingPolicy({
  name: 'require-kustomization-account',
  title: 'A Kustomization acts as someone',
  description: 'Without serviceAccountName a Kustomization applies with the rights of the controller: all of them.',
  category: 'Argo CD and Flux',
  severity: 'high',
  controls: ['SOC2/CC6.3', 'ISO27001/A.5.15', 'PCI-DSS/7.2.1', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Kustomization'] },
  validations: [
    { expression: "object.spec.?serviceAccountName.orValue('') != ''", message: 'set spec.serviceAccountName' },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { namespace: 'flux-system' },
        spec: { serviceAccountName: 'tenant-shop' },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { namespace: 'flux-system' },
        spec: { path: './dist' },
      }),
    ],
  },
})
