import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'

export const restrictVolumeTypes = defineValidatingPolicy({
  name: 'restrict-volume-types',
  title: 'Volumes without a way to the node',
  description:
    'Only volumes that hold configuration, secrets, claims or nothing may be mounted; in-tree volume types reach past the cluster.',
  category: 'Pod Security (restricted)',
  severity: 'medium',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],

  validations: [
    {
      expression:
        'object.spec.?volumes.orValue([]).all(v, has(v.configMap) || has(v.csi) || has(v.downwardAPI) || has(v.emptyDir) || has(v.ephemeral) || has(v.image) || has(v.persistentVolumeClaim) || has(v.projected) || has(v.secret))',
      message:
        'use volumes of configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret',
    },
  ],
  examples: {
    allowed: [pod(), pod({ volumes: [{ name: 'config', configMap: { name: 'web' } }] })],
    refused: [
      pod({ volumes: [{ name: 'nfs', nfs: { server: 'nas', path: '/' } }] }),
      deployment({ volumes: [{ name: 'nfs', nfs: { server: 'nas', path: '/' } }] }),
    ],
  },
})
