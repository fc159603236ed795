import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'

export const disallowHostNamespaces = defineValidatingPolicy({
  name: 'disallow-host-namespaces',
  title: 'No host namespaces',
  description:
    'Sharing the PID, IPC or network namespace of the node lets a pod see and reach everything on it. Remove the field.',
  category: 'Pod Security (baseline)',
  severity: 'high',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],

  validations: [
    {
      expression:
        '!object.spec.?hostNetwork.orValue(false) && !object.spec.?hostPID.orValue(false) && !object.spec.?hostIPC.orValue(false)',
      message: 'hostNetwork, hostPID and hostIPC share the node with the pod; remove them',
    },
  ],
  examples: {
    allowed: [pod(), pod({ hostNetwork: false })],
    refused: [
      pod({ hostNetwork: true }),
      pod({ hostPID: true }),
      pod({ hostIPC: true }),
      deployment({ hostNetwork: true }),
    ],
  },
})
