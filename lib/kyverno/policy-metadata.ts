import type { Environment } from '../fleet/environment.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { PolicyDefinition } from './policy-definition.ts'
import { stepIn } from './rollout.ts'

/**
 * Metadata of a policy object: what people and reports read of it. Lists are joined with `, `.
 * @see https://kyverno.io/docs/ (annotations `policies.kyverno.io/*`)
 */
export function policyMetadata(
  policy: Omit<PolicyDefinition, 'manifests'>,
  environment: Environment,
): Manifest['metadata'] {
  const { name, namespace, title, category, severity, description, controls, rollout, expectations } = policy
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    annotations: {
      'policies.kyverno.io/title': title,
      'policies.kyverno.io/category': category,
      'policies.kyverno.io/severity': severity,
      'policies.kyverno.io/description': description,
      ...(controls && { 'waybill.dev/controls': controls.join(', ') }),
      'waybill.dev/examples': String(expectations.length),
      ...(rollout && {
        'waybill.dev/audit-since': rollout.audit,
        'waybill.dev/action-since': stepIn(environment, rollout).since,
      }),
    },
  }
}
