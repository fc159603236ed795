import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, podSpec, namespaced, statefulSet } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { ofTenants, writtenHere } from '../of-tenants.ts'

export const requireNameLabel = defineValidatingPolicy({
  name: 'require-name-label',
  title: 'Workloads carry the name label',
  description: 'Dashboards, network policies and Flagger find a workload by app.kubernetes.io/name.',
  category: 'Workload best practice',
  severity: 'low',
  controls: ['ISO27001/A.5.9', 'NIST-800-53/CM-8'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['Deployment', 'StatefulSet', 'DaemonSet'] },
  matchConditions: [ofTenants, writtenHere],
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
