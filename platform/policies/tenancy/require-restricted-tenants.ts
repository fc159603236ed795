import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespace, tenantNamespace } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { isTenant } from '../of-tenants.ts'

export const requireRestrictedTenants = defineValidatingPolicy({
  name: 'require-restricted-tenants',
  title: 'Tenants run restricted pods',
  description: 'The namespaces of tenants enforce the restricted standard: nothing in them needs a right of the node.',
  category: 'Tenancy',
  severity: 'critical',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.9', 'PCI-DSS/2.2.6', 'NIST-800-53/CM-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Namespace'] },
  matchConditions: [isTenant],
  validations: [
    {
      expression: "object.metadata.labels[?'pod-security.kubernetes.io/enforce'].orValue('') == 'restricted'",
      message: 'enforce the restricted standard in a namespace of a tenant',
    },
  ],
  examples: {
    allowed: [namespace({ ...tenantNamespace, 'pod-security.kubernetes.io/enforce': 'restricted' })],
    refused: [namespace({ ...tenantNamespace, 'pod-security.kubernetes.io/enforce': 'baseline' })],
  },
})
