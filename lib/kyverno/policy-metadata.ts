import type { PolicyProps } from './policy.ts'

/**
 * Metadata of a policy object: what people and reports read of it. Lists are joined with `, `.
 * @see https://kyverno.io/docs/ (annotations `policies.kyverno.io/*`)
 */
export function policyMetadata(policy: PolicyProps, more: Readonly<Record<string, string>> = {}) {
  return {
    name: policy.name,
    annotations: {
      'policies.kyverno.io/title': policy.title,
      'policies.kyverno.io/category': policy.category,
      'policies.kyverno.io/severity': policy.severity,
      'policies.kyverno.io/description': policy.description,
      ...(policy.controls && { 'waybill.dev/controls': policy.controls.join(', ') }),
      ...more,
    },
  }
}
