import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictAutoscalerRange = defineValidatingPolicy({
  name: 'restrict-autoscaler-range',
  title: 'Autoscalers have room and a ceiling',
  description: 'An autoscaler whose minimum is its maximum scales nothing; above 100 replicas a bug becomes a bill.',
  category: 'Quota and limits',
  severity: 'low',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['HorizontalPodAutoscaler'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: 'object.spec.?minReplicas.orValue(1) < object.spec.maxReplicas',
      message: 'set maxReplicas above minReplicas',
    },
    { expression: 'object.spec.maxReplicas <= 100', message: 'set maxReplicas to 100 at most' },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        spec: {
          minReplicas: 2,
          maxReplicas: 10,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        spec: {
          minReplicas: 3,
          maxReplicas: 3,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        },
      }),
      namespaced({
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        spec: {
          minReplicas: 2,
          maxReplicas: 500,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        },
      }),
    ],
  },
})
