import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const disallowNodePorts = defineValidatingPolicy({
  name: 'disallow-node-ports',
  title: 'No NodePort Services',
  description:
    'A node port answers on every node, past the Gateway, its TLS and its limits. Route through the shared Gateway.',
  category: 'Network',
  severity: 'high',
  controls: ['SOC2/CC6.6', 'ISO27001/A.8.22', 'PCI-DSS/1.3.1', 'NIST-800-53/SC-7'],
  rollout: refusedInProduction,
  match: { kinds: ['Service'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: "object.spec.?type.orValue('ClusterIP') != 'NodePort'",
      message: 'type NodePort opens every node; use ClusterIP and an HTTPRoute',
    },
  ],
  examples: {
    allowed: [
      namespaced({ apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } }),
      namespaced({ apiVersion: 'v1', kind: 'Service', spec: { type: 'ClusterIP', ports: [{ port: 80 }] } }),
    ],
    refused: [namespaced({ apiVersion: 'v1', kind: 'Service', spec: { type: 'NodePort', ports: [{ port: 80 }] } })],
  },
})
