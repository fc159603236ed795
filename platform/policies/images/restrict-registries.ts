import type { PolicyDefinition } from '../../../lib/kyverno/policy-definition.ts'
import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from '../pod-security/all-containers.ts'
import { ofTenants } from '../of-tenants.ts'

/** Only images below these addresses run in the namespaces of tenants; each address ends with a slash. */
export function imagesAreOf(sources: readonly string[]): PolicyDefinition {
  const known = `['${sources.join("', '")}'].exists(source, (image(c.image).registry() + '/' + image(c.image).repository()).startsWith(source))`
  return defineValidatingPolicy({
    name: 'restrict-registries',
    title: 'Images of known registries',
    description: `An image of an unknown registry was built and scanned by nobody here. Mirror it to ghcr.io/acme. Known: ${sources.join(', ')}`,
    category: 'Images',
    severity: 'critical',
    controls: ['SOC2/CC6.8', 'ISO27001/A.8.19', 'NIST-800-53/CM-7'],
    rollout: refusedInProduction,
    match: { kinds: ['Pod'] },
    matchConditions: [ofTenants],
    variables: [allContainers],
    validations: [
      {
        expression: `variables.allContainers.all(c, ${known})`,
        message: 'mirror the image to ghcr.io/acme; its registry is unknown',
        messageExpression: `'mirror ' + variables.allContainers.filter(c, !${known})[0].image + ' to ghcr.io/acme; its registry is unknown'`,
      },
    ],
    examples: {
      allowed: [pod(), deployment(), pod({ containers: [container({ image: 'quay.io/strimzi/kafka:1.0.0' })] })],
      refused: [
        pod({ containers: [container({ image: 'evil.net/web:1.0.0' })] }),
        pod({ containers: [container({ image: 'evil.net/ghcr.io/acme/web:1.0.0' })] }),
        deployment({ containers: [container({ image: 'nginx:1.27.0' })] }),
      ],
    },
  })
}

export const restrictRegistries = imagesAreOf([
  'ghcr.io/acme/',
  'ghcr.io/cloudnative-pg/',
  'quay.io/strimzi/',
  'registry.k8s.io/',
])
