import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from '../pod-security/all-containers.ts'
import { ofTenants } from '../of-tenants.ts'

export const disallowLatestTag = defineValidatingPolicy({
  name: 'disallow-latest-tag',
  title: 'No moving tag',
  description:
    'latest, or no tag, is another image tomorrow: what runs is not what was reviewed. Use an exact tag or a digest.',
  category: 'Images',
  severity: 'high',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.19', 'PCI-DSS/6.5.1', 'NIST-800-53/SI-7'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression:
        "variables.allContainers.all(c, c.image.contains('@sha256:') || !(image(c.image).tag() in ['', 'latest', 'main', 'master', 'dev', 'stable', 'edge', 'nightly']))",
      message: 'use an exact tag or a digest',
    },
  ],
  examples: {
    allowed: [
      pod(),
      pod({
        containers: [
          container({
            image: 'ghcr.io/acme/web@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
          }),
        ],
      }),
    ],
    refused: [
      pod({ containers: [container({ image: 'ghcr.io/acme/web:latest' })] }),
      pod({ containers: [container({ image: 'ghcr.io/acme/web' })] }),
      deployment({ containers: [container({ image: 'ghcr.io/acme/web:main' })] }),
    ],
  },
})
