import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute'
import type { IPodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor'
import { ApiObject, type Chart } from 'cdk8s'
import type { Cluster } from '../../lib/fleet/cluster.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { gateway } from '../envoy-gateway/gateway.ts'
import { platformDomain, platformGateway } from '../envoy-gateway/way-in.ts'
import { addExternalSecret } from '../external-secret.ts'
import { secretStore } from '../external-secrets/secret-store.ts'
import { prometheusOperatorCrds } from '../kube-prometheus-stack/prometheus-operator-crds.ts'
import { argoCd } from './argo-cd.ts'
import { rootCertificate } from './argo-cd-values.ts'

const partOfArgoCd = { 'app.kubernetes.io/part-of': 'argocd' }

/** How people and Prometheus reach Argo CD. Apart from it, because all of this needs what Argo CD has to deliver. */
export const argoCdAccess = defineComponent({
  name: 'argo-cd-access',
  namespace: argoCd.namespace!,
  after: [argoCd, gateway, secretStore, prometheusOperatorCrds],
  build(chart, cluster) {
    addRoute(chart, cluster)
    addExternalSecret(chart, {
      name: rootCertificate.secret,
      entry: 'root-ca',
      data: { [rootCertificate.key]: 'certificate' },
      labels: partOfArgoCd, // without it Argo CD does not look into the Secret
    })
    addPodMonitor(chart)
  },
})

function addRoute(chart: Chart, cluster: Cluster): void {
  new ApiObject(chart, 'route', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'argocd' },
    spec: {
      parentRefs: [platformGateway],
      hostnames: [platformDomain('argocd', cluster)],
      rules: [{ backendRefs: [{ name: 'argocd-server', port: 80 }] }],
    },
  } satisfies IHTTPRoute)
}

function addPodMonitor(chart: Chart): void {
  new ApiObject(chart, 'monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'argocd' },
    spec: { selector: { matchLabels: partOfArgoCd }, podMetricsEndpoints: [{ port: 'metrics' }] },
  } satisfies IPodMonitor)
}
