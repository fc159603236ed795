import type { AnyObject } from '../lib/policy/request.ts'

/** A Deployment of a tenant as careful people write it: two containers, an init container, everything set. */
export function deployment(i: number): AnyObject {
  const container = (name: string) => ({
    name,
    image: `registry.acme.internal/shop/${name}:1.${i}`,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: 'http', containerPort: 8080 }],
    env: Array.from({ length: 5 }, (_, n) => ({ name: `SETTING_${n}`, value: String(n) })),
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
    livenessProbe: { httpGet: { path: '/healthz', port: 8080 } },
    readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
    securityContext: {
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  })
  const labels = { 'app.kubernetes.io/name': `shop-${i}`, app: `shop-${i}` }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `shop-${i}`, namespace: 'shop', labels },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: `shop-${i}` } },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: `shop-${i}`,
          automountServiceAccountToken: false,
          initContainers: [container('migrate')],
          containers: [container('api'), container('proxy')],
          volumes: [
            { name: 'tmp', emptyDir: {} },
            { name: 'config', configMap: { name: 'shop' } },
          ],
        },
      },
    },
  }
}
