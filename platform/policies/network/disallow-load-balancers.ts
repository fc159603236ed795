import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const disallowLoadBalancers = defineValidatingPolicy({
  name: 'disallow-load-balancers',
  title: "No load balancer of one's own",
  description: 'Each LoadBalancer Service is a public address and a bill. Route through the shared Gateway.',
  category: 'Network',
  severity: 'high',
  controls: ['SOC2/CC6.6', 'ISO27001/A.8.21', 'ISO27001/A.8.22', 'PCI-DSS/1.3.1', 'NIST-800-53/SC-7'],
  rollout: refusedInProduction,
  match: { kinds: ['Service'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: "object.spec.?type.orValue('ClusterIP') != 'LoadBalancer'",
      message: 'type LoadBalancer opens an address of its own; use ClusterIP and an HTTPRoute',
    },
  ],
  examples: {
    allowed: [namespaced({ apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } })],
    refused: [namespaced({ apiVersion: 'v1', kind: 'Service', spec: { type: 'LoadBalancer', ports: [{ port: 80 }] } })],
  },
})
