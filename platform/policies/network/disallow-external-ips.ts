import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const disallowExternalIps = defineValidatingPolicy({
  name: 'disallow-external-ips',
  title: 'No external IPs',
  description: 'spec.externalIPs takes over traffic of any address inside the cluster (CVE-2020-8554).',
  category: 'Network',
  severity: 'critical',
  controls: ['SOC2/CC6.6', 'ISO27001/A.8.22', 'PCI-DSS/1.3.1', 'NIST-800-53/SC-7'],
  rollout: refusedInProduction,
  match: { kinds: ['Service'] },
  validations: [
    {
      expression: 'object.spec.?externalIPs.orValue([]).size() == 0',
      message: 'remove externalIPs; an HTTPRoute on the shared Gateway lets traffic in',
    },
  ],
  examples: {
    allowed: [namespaced({ apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } })],
    refused: [
      namespaced({ apiVersion: 'v1', kind: 'Service', spec: { externalIPs: ['203.0.113.7'], ports: [{ port: 80 }] } }),
    ],
  },
})
