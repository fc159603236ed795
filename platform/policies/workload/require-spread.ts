import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, statefulSet } from '../example-object.ts'
import { reported } from '../rollout.ts'
import { ofTenants, writtenHere } from '../of-tenants.ts'

export const requireSpread = defineValidatingPolicy({
  name: 'require-spread',
  title: 'Replicas stand apart',
  description: 'Two replicas on one node or in one zone fall together. Add topologySpreadConstraints by zone or node.',
  category: 'Workload best practice',
  severity: 'low',
  controls: ['SOC2/A1.2', 'ISO27001/A.8.14', 'NIST-800-53/CP-10'],
  rollout: reported,
  match: { kinds: ['Deployment', 'StatefulSet'] },
  matchConditions: [ofTenants, writtenHere],
  validations: [
    {
      expression:
        'object.spec.?replicas.orValue(1) < 2 || has(object.spec.template.spec.topologySpreadConstraints) || has(object.spec.template.spec.affinity)',
      message: 'add topologySpreadConstraints so that replicas stand on different nodes and zones',
    },
  ],
  examples: {
    allowed: [
      deployment(),
      statefulSet(
        {
          topologySpreadConstraints: [
            { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
          ],
        },
        { replicas: 3 },
      ),
    ],
    refused: [statefulSet({}, { replicas: 3 })],
  },
})
