import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { owned, role } from '../example-object.ts'
import { ofTenants, writtenHere } from '../of-tenants.ts'
import { refusedBeforeProduction } from '../rollout.ts'

const breach = role({ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] })

export const restrictSecretReading = defineValidatingPolicy({
  name: 'restrict-secret-reading',
  title: 'Secrets are not listed',
  description: 'Who may list Secrets reads them all. Grant get on names, through resourceNames.',
  category: 'RBAC',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.5.17', 'PCI-DSS/8.6.2', 'NIST-800-53/IA-5'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['Role'] },
  matchConditions: [
    ofTenants,
    writtenHere,
    { name: 'not-of-the-platform', expression: "!(object.metadata.name in ['deployer', 'secret-reader'])" },
  ],
  validations: [
    {
      expression:
        "!object.?rules.orValue([]).exists(rule, 'secrets' in rule.?resources.orValue([]) && rule.verbs.exists(v, v in ['list', 'watch']) )",
      message: 'grant get with resourceNames; list and watch read every secret',
    },
  ],
  examples: {
    allowed: [owned(breach), role({ apiGroups: [''], resources: ['secrets'], resourceNames: ['web'], verbs: ['get'] })],
    refused: [breach],
  },
})
