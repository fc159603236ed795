import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const requireDefaultLimits = defineValidatingPolicy({
  name: 'require-default-limits',
  title: 'A LimitRange has defaults',
  description: 'Without default requests a container that says nothing counts as nothing against the quota.',
  category: 'Quota and limits',
  severity: 'low',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-6'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['LimitRange'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: "object.spec.limits.exists(l, l.type == 'Container' && has(l.defaultRequest) && has(l.default))",
      message: 'give default and defaultRequest for type Container',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'v1',
        kind: 'LimitRange',
        spec: {
          limits: [
            { type: 'Container', default: { memory: '128Mi' }, defaultRequest: { cpu: '50m', memory: '128Mi' } },
          ],
        },
      }),
    ],
    refused: [
      namespaced({ apiVersion: 'v1', kind: 'LimitRange', spec: { limits: [{ type: 'Pod', max: { memory: '1Gi' } }] } }),
    ],
  },
})
