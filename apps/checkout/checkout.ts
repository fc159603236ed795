import { ApiObject } from 'cdk8s'
import { defineApp } from '../../lib/unit/define-unit.ts'
import { gateway, ingressDomain } from '../../platform/contract.ts'
import { shop } from '../../tenants/shop.ts'

const name = 'checkout'
const labels = { app: name }

export const checkout = defineApp({
  name,
  tenant: shop,
  namespace: shop.namespace,
  build(chart, cluster) {
    new ApiObject(chart, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: pod },
      },
    })
    new ApiObject(chart, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
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

const pod = {
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name,
      image: 'ghcr.io/stefanprodan/podinfo:6.9.2',
      ports: [{ name: 'http', containerPort: 9898 }],
      readinessProbe: { httpGet: { path: '/readyz', port: 'http' } },
      livenessProbe: { httpGet: { path: '/healthz', port: 'http' } },
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '64Mi' } },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
    },
  ],
}
