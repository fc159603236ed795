import { ApiObject } from 'cdk8s'
import { defineApp } from '../../lib/unit/define-unit.ts'
import { gateway, ingressDomain } from '../../platform/contract.ts'
import { payments } from '../../tenants/payments.ts'

const name = 'checkout'

export const checkout = defineApp({
  name,
  tenant: payments,
  namespace: payments.namespace!,
  build(chart, cluster) {
    new ApiObject(chart, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    })
    new ApiObject(chart, 'route', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name },
      spec: {
        parentRefs: [gateway],
        hostnames: [ingressDomain(name, cluster)],
        rules: [{ backendRefs: [{ name, port: 80 }] }],
      },
    })
  },
})
