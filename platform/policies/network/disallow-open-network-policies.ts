import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced, owned } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { ofTenants, writtenHere } from '../of-tenants.ts'

const breach = namespaced({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  spec: { podSelector: {}, ingress: [{}] },
})

export const disallowOpenNetworkPolicies = defineValidatingPolicy({
  name: 'disallow-open-network-policies',
  title: 'No network policy that allows everything',
  description:
    'An empty rule in ingress or egress allows every peer and undoes the default deny. Name the peers; the way out to the API server and to object stores has ports only.',
  category: 'Network',
  severity: 'high',
  controls: ['SOC2/CC6.6', 'ISO27001/A.8.22', 'PCI-DSS/1.3.1', 'NIST-800-53/SC-7'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['NetworkPolicy'] },
  matchConditions: [ofTenants, writtenHere],
  validations: [
    {
      expression: '!object.spec.?ingress.orValue([]).exists(rule, !has(rule.from) || rule.from.size() == 0)',
      message: 'name the peers of every ingress rule in from',
    },
    {
      expression:
        '!object.spec.?egress.orValue([]).exists(rule, rule.?to.orValue([]).size() == 0 && rule.?ports.orValue([]).size() == 0)',
      message: 'name the peers of every egress rule in to, or at least its ports',
    },
  ],
  examples: {
    allowed: [
      owned(breach),
      namespaced({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        spec: { podSelector: {}, egress: [{ ports: [{ port: 443 }] }] },
      }),
      namespaced({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      }),
      namespaced({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        spec: {
          podSelector: {},
          ingress: [{ from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } } }] }],
        },
      }),
    ],
    refused: [
      breach,
      namespaced({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        spec: { podSelector: {}, egress: [{ ports: [] }] },
      }),
    ],
  },
})
