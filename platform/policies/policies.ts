import { Policy } from '../../lib/kyverno/policy.ts'
import { PolicyException } from '../../lib/kyverno/policy-exception.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { production } from '../environments.ts'
import { kyverno } from '../kyverno/kyverno.ts'
import { bundles, type BundleVersion } from './bundles/bundles.ts'
import { exceptions } from './exceptions/exceptions.ts'

interface PolicySettings {
  /** Version of the policies; a new one goes from environment to environment as a release does. */
  readonly bundle: BundleVersion
}

/** What guards every cluster; applied once the engine answers. */
export const policies = defineComponent({
  name: 'policies',
  after: [kyverno],
  settings: {
    default: { bundle: '1.1.0' } as PolicySettings,
    environments: { [production.name]: { bundle: '1.0.0' } },
  },
  build(chart, { environment }, { bundle }) {
    const { policies } = bundles.find(({ version }) => version === bundle)!
    for (const policy of policies) new Policy(chart, policy.name, { policy, environment })
    for (const { name, on, ...exception } of exceptions) {
      if (on.includes(environment)) new PolicyException(chart, `exception-${name}`, { name, ...exception })
    }
  },
})
