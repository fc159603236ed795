import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const disallowPodExecRights = defineValidatingPolicy({
  name: 'disallow-pod-exec-rights',
  title: 'No standing right to exec',
  description: 'create on pods/exec is a shell in every container of the namespace, past every review.',
  category: 'RBAC',
  severity: 'medium',
  controls: ['SOC2/CC6.3', 'ISO27001/A.5.15', 'PCI-DSS/7.2.1', 'NIST-800-53/AC-6'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['Role'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression:
        "!object.?rules.orValue([]).exists(rule, rule.?resources.orValue([]).exists(r, r in ['pods/exec', 'pods/attach', 'pods/portforward', 'nodes/proxy']) && rule.verbs.exists(v, v in ['create', 'get', '*']))",
      message: 'leave exec, attach and portforward out of standing roles',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }],
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        rules: [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }],
      }),
    ],
  },
})
