import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictVolumeSize = defineValidatingPolicy({
  name: 'restrict-volume-size',
  title: 'Claims below 1 TiB',
  description: 'A claim above one tebibyte is a decision about cost and recovery time; make it with the platform team.',
  category: 'Quota and limits',
  severity: 'low',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['PersistentVolumeClaim'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: "!quantity(object.spec.?resources.?requests[?'storage'].orValue('0')).isGreaterThan(quantity('1Ti'))",
      message: 'ask for 1Ti at most, or make more of it a decision with the platform team',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        spec: { resources: { requests: { storage: '20Gi' } } },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        spec: { resources: { requests: { storage: '2Ti' } } },
      }),
    ],
  },
})
