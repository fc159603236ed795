import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { role } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'

export const disallowEscalationVerbs = defineValidatingPolicy({
  name: 'disallow-escalation-verbs',
  title: 'No right to take more rights',
  description: 'escalate, bind and impersonate turn any right into every right.',
  category: 'RBAC',
  severity: 'critical',
  controls: ['SOC2/CC6.3', 'ISO27001/A.5.15', 'PCI-DSS/7.2.1', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Role'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression:
        "!object.?rules.orValue([]).exists(rule, rule.verbs.exists(verb, verb in ['escalate', 'bind', 'impersonate']))",
      message: 'remove the verbs escalate, bind and impersonate: they give every right there is',
    },
  ],
  examples: {
    allowed: [role({ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] })],
    refused: [role({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['escalate'] })],
  },
})
