import { ValidatingPolicy } from '../../lib/kyverno/validating-policy.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { kyverno } from '../kyverno/kyverno.ts'
import { podSecurity } from './pod-security/pod-security.ts'

/** Every validating policy of the platform, pack by pack. */
export const validatingPolicies = [...podSecurity]

/** What guards every cluster; applied once the engine answers. */
export const policies = defineComponent({
  name: 'policies',
  after: [kyverno],
  build(chart, { environment }) {
    for (const policy of validatingPolicies) new ValidatingPolicy(chart, policy.name, { policy, environment })
  },
})
