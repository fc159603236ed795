import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, pod, ofOperator } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { notOfOperators, ofTenants } from '../of-tenants.ts'

export const requireOwnServiceAccount = defineValidatingPolicy({
  name: 'require-own-service-account',
  title: 'A ServiceAccount of its own',
  description:
    'The default ServiceAccount is shared by everything in the namespace: rights given to one workload are given to all.',
  category: 'Workload best practice',
  severity: 'medium',
  controls: ['SOC2/CC6.3', 'ISO27001/A.5.15', 'PCI-DSS/7.2.1', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants, notOfOperators],
  validations: [
    {
      expression: "object.spec.?serviceAccountName.orValue('default') != 'default'",
      message: 'set serviceAccountName to an account of the workload, not "default"',
    },
  ],
  examples: {
    allowed: [ofOperator, pod(), deployment()],
    refused: [pod({ serviceAccountName: undefined }), deployment({ serviceAccountName: 'default' })],
  },
})
