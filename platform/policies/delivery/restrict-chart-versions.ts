import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const restrictChartVersions = defineValidatingPolicy({
  name: 'restrict-chart-versions',
  title: 'Charts have an exact version',
  description: 'A range installs what was published last night.',
  category: 'Argo CD and Flux',
  severity: 'medium',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.32', 'PCI-DSS/6.5.1', 'NIST-800-53/CM-3'],
  rollout: refusedInProduction,
  match: { kinds: ['HelmRelease'] },
  validations: [
    {
      expression:
        "!has(object.spec.chart) || object.spec.chart.spec.?version.orValue('*').matches('^v?[0-9]+\\\\.[0-9]+\\\\.[0-9]+([-+].*)?$')",
      message: 'write an exact version',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        spec: { chart: { spec: { chart: 'web', version: '1.2.3' } } },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        spec: { chart: { spec: { chart: 'web', version: '1.x' } } },
      }),
      namespaced({
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        spec: { chart: { spec: { chart: 'web' } } },
      }),
    ],
  },
})
