import { ValidatingPolicy } from '../../lib/kyverno/validating-policy.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { kyverno } from '../kyverno/kyverno.ts'
import { cost } from './cost/cost.ts'
import { delivery } from './delivery/delivery.ts'
import { flagger } from './flagger/flagger.ts'
import { gateway } from './gateway/gateway.ts'
import { images } from './images/images.ts'
import { limits } from './limits/limits.ts'
import { network } from './network/network.ts'
import { podSecurity } from './pod-security/pod-security.ts'
import { rbac } from './rbac/rbac.ts'
import { residency } from './residency/residency.ts'
import { secrets } from './secrets/secrets.ts'
import { tenancy } from './tenancy/tenancy.ts'
import { workload } from './workload/workload.ts'

/** Every validating policy of the platform, pack by pack. */
export const validatingPolicies = [
  ...podSecurity,
  ...workload,
  ...network,
  ...limits,
  ...images,
  ...rbac,
  ...gateway,
  ...tenancy,
  ...flagger,
  ...delivery,
  ...cost,
  ...residency,
  ...secrets,
]

/** What guards every cluster; applied once the engine answers. */
export const policies = defineComponent({
  name: 'policies',
  after: [kyverno],
  build(chart, { environment }) {
    for (const policy of validatingPolicies) new ValidatingPolicy(chart, policy.name, { policy, environment })
  },
})
