import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from '../pod-security/all-containers.ts'
import { ofTenants } from '../of-tenants.ts'

export const disallowSecretValuesInEnv = defineValidatingPolicy({
  name: 'disallow-secret-values-in-env',
  title: 'No secret values in env',
  description: 'A value in env lies in git, in the API server and in every crash dump. Use valueFrom.secretKeyRef.',
  category: 'Secrets',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.5.17', 'PCI-DSS/8.6.2', 'NIST-800-53/IA-5'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression:
        "variables.allContainers.all(c, c.?env.orValue([]).all(e, !has(e.value) || e.value == '' || !e.name.lowerAscii().matches('(^|_)(password|passwd|secret|token|api_?key|private_?key)$')))",
      message: 'use valueFrom.secretKeyRef with a Secret that an ExternalSecret makes',
    },
  ],
  examples: {
    allowed: [
      pod(),
      pod({
        containers: [
          container({ env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'web', key: 'password' } } }] }),
        ],
      }),
    ],
    refused: [
      pod({ containers: [container({ env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] })] }),
      deployment({ containers: [container({ env: [{ name: 'API_TOKEN', value: 'abc' }] })] }),
    ],
  },
})
