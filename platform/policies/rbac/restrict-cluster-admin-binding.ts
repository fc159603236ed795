import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced, clusterScoped } from '../example-object.ts'
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
    allowed: [
      namespaced({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'team-shop' }],
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'team-shop' }],
      }),
      clusterScoped({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'team-shop' }],
      }),
    ],
  },
})
