import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, podSpec, namespaced, statefulSet } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const requireNameLabel = defineValidatingPolicy({
  name: 'require-name-label',
  title: 'Workloads carry the name label',
  description: 'Dashboards, network policies and Flagger find a workload by app.kubernetes.io/name.',
  category: 'Workload best practice',
  severity: 'low',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-5'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['Deployment', 'StatefulSet', 'DaemonSet'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: "object.spec.template.?metadata.?labels[?'app.kubernetes.io/name'].orValue('') != ''",
      message: 'label the pod template with app.kubernetes.io/name',
    },
  ],
  examples: {
    allowed: [deployment(), statefulSet()],
    refused: [
      namespaced({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: { metadata: { labels: { app: 'web' } }, spec: podSpec() },
        },
      }),
    ],
  },
})
