import { items } from '../../manifest/field.ts'
import { objectRule } from '../object-rule.ts'

/** Verbs with which a subject gives itself more rights than it has. */
const escalating = ['escalate', 'bind', 'impersonate']

const role = (verbs: readonly string[], metadata: object = {}) => ({
  files: {
    'prod/platform/web': [
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata,
        rules: [{ apiGroups: [''], resources: ['users'], verbs }],
      },
    ],
  },
})

/** @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks */
export const rbacEscalation = objectRule({
  id: 'rbac-escalation',
  lint: 17,
  severity: 'error',
  waivable: true,
  description: 'only roles that say why may escalate, bind or impersonate',
  kinds: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  examples: {
    refused: [
      ...escalating.map(verb => role(['get', verb])),
      role(['bind'], { annotations: { 'waybill/allow-rbac-escalation': '' } }),
    ],
    allowed: [
      role(['get']),
      role(['bind'], { annotations: { 'waybill/allow-rbac-escalation': 'binds tenants to their role' } }),
    ],
  },
  *look({ manifest }) {
    for (const [i, rule] of items(manifest, 'rules').entries()) {
      const verbs = items(rule, 'verbs').filter(verb => escalating.includes(`${verb}`))
      if (verbs.length === 0) continue
      yield {
        message: `rule ${i + 1} grants "${verbs.join('", "')}"`,
        fix: 'remove the verb, or say why in the annotation waybill/allow-rbac-escalation',
      }
    }
  },
})
