import type { Bundle } from '../../../lib/kyverno/bundle.ts'
import { cost } from '../cost/cost.ts'
import { delivery } from '../delivery/delivery.ts'
import { flagger } from '../flagger/flagger.ts'
import { gateway } from '../gateway/gateway.ts'
import { housekeeping } from '../housekeeping/housekeeping.ts'
import { images } from '../images/images.ts'
import { limits } from '../limits/limits.ts'
import { network } from '../network/network.ts'
import { podSecurity } from '../pod-security/pod-security.ts'
import { rbac } from '../rbac/rbac.ts'
import { residency } from '../residency/residency.ts'
import { secrets } from '../secrets/secrets.ts'
import { signatures } from '../signatures/signatures.ts'
import { tenancy } from '../tenancy/tenancy.ts'
import { workload } from '../workload/workload.ts'

/** Every policy of the platform, pack by pack. */
export const v1_1_0: Bundle<'1.1.0'> = {
  version: '1.1.0',
  policies: [
    ...podSecurity,
    ...workload,
    ...network,
    ...limits,
    ...images,
    ...signatures,
    ...rbac,
    ...gateway,
    ...tenancy,
    ...flagger,
    ...delivery,
    ...cost,
    ...residency,
    ...secrets,
    ...housekeeping,
  ],
}
