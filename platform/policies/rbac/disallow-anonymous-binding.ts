import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { roleBinding } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const disallowAnonymousBinding = defineValidatingPolicy({
  name: 'disallow-anonymous-binding',
  title: 'No rights for everybody',
  description:
    'Rights of system:anonymous, system:unauthenticated or system:authenticated are rights of everyone who reaches the API server.',
  category: 'RBAC',
  severity: 'critical',
  controls: ['SOC2/CC6.3', 'ISO27001/A.5.15', 'PCI-DSS/7.2.1', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['ClusterRoleBinding', 'RoleBinding'] },
  matchConditions: [{ name: 'not-built-in', expression: "!object.metadata.name.startsWith('system:')" }],
  validations: [
    {
      expression:
        "!object.?subjects.orValue([]).exists(s, s.name in ['system:anonymous', 'system:unauthenticated', 'system:authenticated'])",
      message: 'bind to a group of the identity provider',
    },
  ],
  examples: {
    allowed: [roleBinding('view')],
    refused: [roleBinding('view', 'system:authenticated')],
  },
})
