import { items } from '../../manifest/field.ts'
import { objectRule } from '../object-rule.ts'

const role = (...rules: object[]) => ({
  files: {
    'prod/platform/web': [{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', rules }],
  },
})

export const rbacWildcard = objectRule({
  id: 'rbac-wildcard',
  lint: 17,
  severity: 'error',
  waivable: true,
  description: 'a role names its groups, resources and verbs: `*` also grants what does not exist yet',
  kinds: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  examples: {
    refused: [
      role({ apiGroups: [''], resources: ['pods'], verbs: ['*'] }),
      role({ apiGroups: [''], resources: ['*'], verbs: ['get'] }),
      role({ apiGroups: ['*'], resources: ['pods'], verbs: ['get'] }),
      role({ apiGroups: ['apps'], resources: ['*/scale'], verbs: ['update'] }),
      role({ nonResourceURLs: ['*'], verbs: ['get'] }),
    ],
    allowed: [
      role({ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }),
      role({ nonResourceURLs: ['/healthz/*'], verbs: ['get'] }),
    ],
  },
  *look({ manifest }) {
    for (const [i, rule] of items(manifest, 'rules').entries()) {
      for (const list of ['apiGroups', 'resources', 'verbs', 'nonResourceURLs']) {
        const open = items(rule, list).find(
          item => item === '*' || (list === 'resources' && `${item}`.startsWith('*/')),
        )
        if (open) yield { message: `rule ${i + 1} has "${open}" in ${list}`, fix: `list the ${list} that are needed` }
      }
    }
  },
})
