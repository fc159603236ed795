import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const requireQuotaBounds = defineValidatingPolicy({
  name: 'require-quota-bounds',
  title: 'A quota bounds CPU, memory and pods',
  description: 'A quota that leaves one of them out bounds nothing: the cluster runs out of what is not counted.',
  category: 'Quota and limits',
  severity: 'medium',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-6'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['ResourceQuota'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: "['requests.cpu', 'limits.memory', 'pods'].all(key, key in object.spec.hard)",
      message: 'bound requests.cpu, limits.memory (requests are never above it) and pods in spec.hard',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        spec: { hard: { 'requests.cpu': '4', 'limits.memory': '8Gi', pods: '50' } },
      }),
    ],
    refused: [namespaced({ apiVersion: 'v1', kind: 'ResourceQuota', spec: { hard: { 'requests.cpu': '4' } } })],
  },
})
