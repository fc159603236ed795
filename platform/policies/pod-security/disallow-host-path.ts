import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'

export const disallowHostPath = defineValidatingPolicy({
  name: 'disallow-host-path',
  title: 'No hostPath volumes',
  description:
    'A hostPath volume reads or writes the file system of the node. Use a PersistentVolumeClaim, a ConfigMap or an emptyDir.',
  category: 'Pod Security (baseline)',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],

  validations: [
    {
      expression: '!object.spec.?volumes.orValue([]).exists(v, has(v.hostPath))',
      message: 'a hostPath volume opens the file system of the node; use another kind of volume',
    },
  ],
  examples: {
    allowed: [pod({ volumes: [{ name: 'tmp', emptyDir: {} }] }), pod()],
    refused: [
      pod({ volumes: [{ name: 'root', hostPath: { path: '/' } }] }),
      deployment({ volumes: [{ name: 'root', hostPath: { path: '/' } }] }),
    ],
  },
})
