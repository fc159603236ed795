import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { clusterRoleBinding, roleBinding } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const restrictClusterAdminBinding = defineValidatingPolicy({
  name: 'restrict-cluster-admin-binding',
  title: 'cluster-admin is bound to no one',
  description: 'Nobody works as cluster-admin: break-glass access is granted outside git and expires.',
  category: 'RBAC',
  severity: 'critical',
  controls: ['SOC2/CC6.3', 'ISO27001/A.5.15', 'PCI-DSS/7.2.1', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['ClusterRoleBinding', 'RoleBinding'] },
  matchConditions: [
    {
      name: 'not-the-engine',
      expression: "!(object.metadata.name in ['cluster-admin', 'flux-operator', 'cluster-reconciler-flux-system'])",
    },
  ],
  validations: [
    {
      expression: "object.roleRef.name != 'cluster-admin'",
      message: 'bind a role with the rights that are needed, not cluster-admin',
    },
  ],
  examples: {
    allowed: [roleBinding('view')],
    refused: [roleBinding('cluster-admin'), clusterRoleBinding('cluster-admin')],
  },
})
