import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { role } from '../example-object.ts'
import { ofTenants, writtenHere } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'

export const disallowWildcardResources = defineValidatingPolicy({
  name: 'disallow-wildcard-resources',
  title: 'No role on every resource',
  description: 'resources: ["*"] includes Secrets, and kinds that are installed tomorrow. Name the resources.',
  category: 'RBAC',
  severity: 'high',
  controls: ['SOC2/CC6.3', 'ISO27001/A.5.15', 'PCI-DSS/7.2.1', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Role'] },
  matchConditions: [ofTenants, writtenHere],
  validations: [
    {
      expression:
        "!object.?rules.orValue([]).exists(rule, rule.?resources.orValue([]).exists(r, r == '*' || r.startsWith('*/')))",
      message: 'name the resources; "*" includes secrets',
    },
  ],
  examples: {
    allowed: [role({ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] })],
    refused: [role({ apiGroups: [''], resources: ['*'], verbs: ['get'] })],
  },
})
