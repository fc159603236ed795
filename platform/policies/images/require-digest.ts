import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { reported } from '../rollout.ts'
import { allContainers } from '../pod-security/all-containers.ts'
import { ofTenants } from '../of-tenants.ts'

export const requireDigest = defineValidatingPolicy({
  name: 'require-digest',
  title: 'Images by digest',
  description: 'A tag can be pushed again; a digest cannot. The pins file of an app holds digests.',
  category: 'Images',
  severity: 'low',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.19', 'PCI-DSS/6.5.1', 'NIST-800-53/SI-7'],
  rollout: reported,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression: "variables.allContainers.all(c, c.image.contains('@sha256:'))",
      message: 'pin the image by digest: image@sha256:…',
    },
  ],
  examples: {
    allowed: [
      pod({
        containers: [
          container({
            image: 'ghcr.io/acme/web:1.4.2@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
          }),
        ],
      }),
    ],
    refused: [pod(), deployment()],
  },
})
