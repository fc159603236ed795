import { defineImageValidatingPolicy } from '../../../lib/kyverno/image-validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { acmeCi, ourImages } from './acme-ci.ts'

export const verifySignatures = defineImageValidatingPolicy({
  name: 'verify-signatures',
  title: 'Our images are signed by our builds',
  description:
    'An image that our release workflow did not sign was built somewhere else. Release it by a tag of its repository.',
  category: 'Signatures',
  severity: 'critical',
  controls: ['SOC2/CC6.8', 'ISO27001/A.8.19', 'NIST-800-53/SI-7', 'NIST-800-53/CM-14'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  images: [ourImages],
  attestors: [acmeCi],
  validations: [
    {
      expression:
        '(images.containers + images.initContainers).all(image, verifyImageSignatures(image, [attestors.ci]) > 0)',
      message: 'release the image with the workflow release.yaml, which signs it',
    },
  ],
  examples: {
    verified: [pod(), deployment()],
    ignored: [pod({ containers: [container({ image: 'ghcr.io/stefanprodan/podinfo:6.9.2' })] })],
  },
})
