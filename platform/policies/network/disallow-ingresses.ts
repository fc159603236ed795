import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const disallowIngresses = defineValidatingPolicy({
  name: 'disallow-ingresses',
  title: 'Routes, not Ingresses',
  description: 'The platform serves the Gateway API; an Ingress has no controller here and would never answer.',
  category: 'Network',
  severity: 'medium',
  controls: ['SOC2/CC6.6', 'ISO27001/A.8.22', 'PCI-DSS/1.3.1', 'NIST-800-53/SC-7'],
  rollout: refusedInProduction,
  match: { kinds: ['Ingress'] },
  matchConditions: [
    {
      name: 'not-a-solver',
      expression: "!('acme.cert-manager.io/http01-solver' in object.metadata.?labels.orValue({}))",
    },
  ],
  validations: [
    { expression: 'false', message: 'write an HTTPRoute on the shared Gateway; no controller serves Ingress here' },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { labels: { 'acme.cert-manager.io/http01-solver': 'true' } },
        spec: {},
      }),
    ],
    refused: [namespaced({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: { ingressClassName: 'nginx' } })],
  },
})
