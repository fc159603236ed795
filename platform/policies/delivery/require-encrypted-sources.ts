import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const requireEncryptedSources = defineValidatingPolicy({
  name: 'require-encrypted-sources',
  title: 'Sources are fetched over TLS or SSH',
  description: 'A source over http can be changed on the way.',
  category: 'Argo CD and Flux',
  severity: 'high',
  controls: ['SOC2/CC6.7', 'ISO27001/A.8.24', 'PCI-DSS/4.2.1', 'GDPR/Art.32', 'NIST-800-53/SC-8'],
  rollout: refusedInProduction,
  match: { kinds: ['GitRepository', 'HelmRepository', 'OCIRepository'] },
  validations: [
    {
      expression:
        "object.spec.url.startsWith('https://') || object.spec.url.startsWith('ssh://') || object.spec.url.startsWith('oci://')",
      message: 'fetch over https, ssh or oci',
    },
    { expression: '!object.spec.?insecure.orValue(false)', message: 'remove insecure: true' },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'GitRepository',
        spec: { url: 'https://github.com/acme/platform.git' },
      }),
      namespaced({
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'OCIRepository',
        spec: { url: 'oci://ghcr.io/acme/charts/web' },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'HelmRepository',
        spec: { url: 'http://charts.acme.internal' },
      }),
    ],
  },
})
