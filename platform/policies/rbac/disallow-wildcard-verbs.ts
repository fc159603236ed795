import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { role } from '../example-object.ts'
import { ofTenants, writtenHere } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'

export const disallowWildcardVerbs = defineValidatingPolicy({
  name: 'disallow-wildcard-verbs',
  title: 'No role with every verb',
  description:
    'verbs: ["*"] grants verbs that do not exist yet, and escalate, bind and impersonate today. Name the verbs.',
  category: 'RBAC',
  severity: 'high',
  controls: ['SOC2/CC6.3', 'ISO27001/A.5.15', 'PCI-DSS/7.2.1', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Role'] },
  matchConditions: [ofTenants, writtenHere],
  validations: [
    {
      expression: "!object.?rules.orValue([]).exists(rule, '*' in rule.verbs)",
      message: 'name the verbs; "*" grants all there will ever be',
    },
  ],
  examples: {
    allowed: [role({ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] })],
    refused: [role({ apiGroups: [''], resources: ['configmaps'], verbs: ['*'] })],
  },
})
