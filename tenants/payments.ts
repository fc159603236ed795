import { ApiObject } from 'cdk8s'
import { defineUnit } from '../lib/unit/define-unit.ts'
import { foundations, tenantLabel } from '../platform/contract.ts'

const name = 'payments'

export const payments = defineUnit(
  {
    name,
    namespace: name,
    after: foundations,
    build(chart) {
      new ApiObject(chart, 'namespace', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name,
          labels: { [tenantLabel]: name, 'pod-security.kubernetes.io/enforce': 'restricted' },
        },
      })
    },
  },
  { layer: 'tenants', source: 'tenants/payments.ts:7' },
)
