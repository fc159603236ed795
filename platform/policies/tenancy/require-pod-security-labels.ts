import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespace } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const requirePodSecurityLabels = defineValidatingPolicy({
  name: 'require-pod-security-labels',
  title: 'Namespaces enforce a Pod Security Standard',
  description: 'A namespace without the label admits privileged pods.',
  category: 'Tenancy',
  severity: 'critical',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.9', 'PCI-DSS/2.2.6', 'NIST-800-53/CM-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Namespace'] },
  matchConditions: [
    {
      name: 'not-built-in',
      expression: "!object.metadata.name.startsWith('kube-') && object.metadata.name != 'default'",
    },
  ],
  validations: [
    {
      expression:
        "object.metadata.?labels[?'pod-security.kubernetes.io/enforce'].orValue('') in ['restricted', 'baseline', 'privileged']",
      message: 'label the namespace with pod-security.kubernetes.io/enforce: restricted, baseline or privileged',
    },
  ],
  examples: {
    allowed: [namespace({ 'pod-security.kubernetes.io/enforce': 'restricted' })],
    refused: [namespace({})],
  },
})
