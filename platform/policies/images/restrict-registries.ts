import type { PolicyDefinition } from '../../../lib/kyverno/policy-definition.ts'
import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from '../pod-security/all-containers.ts'
import { ofTenants } from '../of-tenants.ts'

/** Only images of these registries run in the namespaces of tenants. */
export function registriesAre(registries: readonly string[]): PolicyDefinition {
  const known = `image(c.image).registry() in ['${registries.join("', '")}']`
  return defineValidatingPolicy({
    name: 'restrict-registries',
    title: 'Images of known registries',
    description:
      'An image of an unknown registry was built and scanned by nobody here. Push it to registry.acme.internal, or mirror it.',
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
        message: `mirror the image to registry.acme.internal; images come from ${registries.join(', ')}`,
        messageExpression: `'mirror ' + variables.allContainers.filter(c, !(${known}))[0].image + ' to registry.acme.internal; images come from ${registries.join(', ')}'`,
      },
    ],
    examples: {
      allowed: [pod(), deployment(), pod({ containers: [container({ image: 'registry.k8s.io/pause:3.10' })] })],
      refused: [
        pod({ containers: [container({ image: 'evil.net/web:1.0.0' })] }),
        deployment({ containers: [container({ image: 'nginx:1.27.0' })] }),
      ],
    },
  })
}

export const restrictRegistries = registriesAre(['registry.acme.internal', 'registry.k8s.io'])
