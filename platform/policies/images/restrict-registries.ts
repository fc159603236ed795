import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from '../pod-security/all-containers.ts'
import { ofTenants } from '../of-tenants.ts'

export const restrictRegistries = defineValidatingPolicy({
  name: 'restrict-registries',
  title: 'Images of known registries',
  description:
    'An image of an unknown registry was built and scanned by nobody here. Push it to registry.acme.internal, or mirror it.',
  category: 'Images',
  severity: 'critical',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.28', 'PCI-DSS/6.3.2', 'NIST-800-53/SI-7'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression:
        "variables.allContainers.all(c, image(c.image).registry() in ['registry.acme.internal', 'ghcr.io', 'quay.io', 'registry.k8s.io', 'public.ecr.aws'])",
      message: 'images come from registry.acme.internal or a mirrored registry',
      messageExpression:
        "'image ' + variables.allContainers.filter(c, !(image(c.image).registry() in ['registry.acme.internal', 'ghcr.io', 'quay.io', 'registry.k8s.io', 'public.ecr.aws']))[0].image + ' is of a registry that is not known; mirror it to registry.acme.internal'",
    },
  ],
  examples: {
    allowed: [pod(), deployment(), pod({ containers: [container({ image: 'ghcr.io/acme/web:1.0.0' })] })],
    refused: [
      pod({ containers: [container({ image: 'evil.net/web:1.0.0' })] }),
      deployment({ containers: [container({ image: 'nginx:1.27.0' })] }),
    ],
  },
})
