import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { reported } from '../rollout.ts'
import { allContainers } from '../pod-security/all-containers.ts'
import { ofTenants } from '../of-tenants.ts'

export const requireDigest = defineValidatingPolicy({
  name: 'require-digest',
  title: 'Images by digest',
  description: 'Advice: a tag can be pushed again, a digest cannot.',
  category: 'Images',
  severity: 'low',
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
