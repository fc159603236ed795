import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { reported } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictWorldEgress = defineValidatingPolicy({
  name: 'restrict-world-egress',
  title: 'No way out to everywhere',
  description:
    'An egress rule to 0.0.0.0/0 lets data leave to any address. Name the networks, or except the private ones.',
  category: 'Network',
  severity: 'medium',
  controls: ['SOC2/CC6.6', 'ISO27001/A.8.22', 'PCI-DSS/1.3.2', 'NIST-800-53/SC-7'],
  rollout: reported,
  match: { kinds: ['NetworkPolicy'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression:
        "!object.spec.?egress.orValue([]).exists(rule, rule.?to.orValue([]).exists(peer, peer.?ipBlock.?cidr.orValue('') in ['0.0.0.0/0', '::/0'] && peer.ipBlock.?except.orValue([]).size() == 0))",
      message: 'name a smaller CIDR, or except the private networks from 0.0.0.0/0',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }] },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] },
      }),
    ],
  },
})
