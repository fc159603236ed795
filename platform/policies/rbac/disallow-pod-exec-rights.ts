import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { tenantNamespace, namespaced } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { inEarnest, ofTenants } from '../of-tenants.ts'

const inProduction = (object: Parameters<typeof namespaced>[0]) => ({
  ...namespaced(object),
  namespaceLabels: { ...tenantNamespace, 'acme.internal/environment': 'production' },
})

export const disallowPodExecRights = defineValidatingPolicy({
  name: 'disallow-pod-exec-rights',
  title: 'No standing right to exec where customers are',
  description:
    'create on pods/exec is a shell in every container of the namespace, past every review. Developers have it in dev.',
  category: 'RBAC',
  severity: 'medium',
  controls: ['SOC2/CC6.3', 'ISO27001/A.5.15', 'PCI-DSS/7.2.1', 'NIST-800-53/AC-6'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['Role'] },
  matchConditions: [ofTenants, inEarnest],
  validations: [
    {
      expression:
        "!object.?rules.orValue([]).exists(rule, rule.?resources.orValue([]).exists(r, r in ['pods/exec', 'pods/attach', 'pods/portforward', 'nodes/proxy']) && rule.verbs.exists(v, v in ['create', 'get', '*']))",
      message: 'leave exec, attach and portforward out of standing roles',
    },
  ],
  examples: {
    allowed: [
      inProduction({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }],
      }),
    ],
    refused: [
      inProduction({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        rules: [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }],
      }),
    ],
  },
})
