import type { IPodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor'
import { ApiObject, type Chart } from 'cdk8s'
import { clusterKinds, namespacedKinds, type CustomKind } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { prometheusOperatorCrds } from '../kube-prometheus-stack/prometheus-operator-crds.ts'
import { addNamespace } from '../namespace.ts'
import { replicated, survivesDrain, type Replicated } from '../replicated.ts'
import { resources, type Resources } from '../resources.ts'
import { proxyNamespace } from './way-in.ts'

interface EnvoyGatewayValues {
  readonly crds: { readonly enabled: boolean }
  readonly podDisruptionBudget: { readonly minAvailable: number }
  readonly deployment: {
    readonly replicas: number
    readonly priorityClassName: string
    readonly envoyGateway: { readonly resources: Resources }
  }
}

/**
 * The controller, with the Gateway API kinds (experimental channel): its chart carries the release it was tested with.
 * The chart that carries them alone, gateway-crds-helm, is meant for `helm template`: a release of it outgrows the
 * Secret in which Helm keeps it.
 */
export const envoyGateway = defineComponent({
  name: 'envoy-gateway',
  namespace: proxyNamespace,
  after: [prometheusOperatorCrds],
  provides: kinds(),
  settings: replicated(),
  helm: {
    chart: 'gateway-helm',
    repository: 'oci://docker.io/envoyproxy',
    version: 'v1.9.0',
    values: (_, settings) => values(settings),
  },
  build(chart) {
    // The proxies run here too, and ask for a little more than `restricted` gives.
    addNamespace(chart, proxyNamespace, 'baseline')
    addPodMonitor(chart)
  },
})

function values(settings: Replicated): EnvoyGatewayValues {
  return {
    crds: { enabled: true },
    podDisruptionBudget: { minAvailable: survivesDrain(settings) ? 1 : 0 },
    deployment: {
      replicas: settings.replicas,
      priorityClassName: 'system-cluster-critical',
      envoyGateway: { resources: resources('100m', '512Mi') },
    },
  }
}

/** The proxies' metrics are what canaries are judged by. */
function addPodMonitor(chart: Chart): void {
  new ApiObject(chart, 'proxies', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'envoy-proxies' },
    spec: {
      selector: {
        matchLabels: { 'app.kubernetes.io/managed-by': 'envoy-gateway', 'app.kubernetes.io/component': 'proxy' },
      },
      podMetricsEndpoints: [{ port: 'metrics', path: '/stats/prometheus' }],
    },
  } satisfies IPodMonitor)
}

function kinds(): CustomKind[] {
  const core = 'gateway.networking.k8s.io'
  const experimental = 'gateway.networking.x-k8s.io'
  return [
    ...clusterKinds(core, ['v1', 'v1beta1'], ['GatewayClass']),
    ...namespacedKinds(core, ['v1', 'v1beta1'], ['Gateway', 'HTTPRoute', 'ReferenceGrant']),
    ...namespacedKinds(core, ['v1'], ['GRPCRoute', 'ListenerSet']),
    ...namespacedKinds(core, ['v1', 'v1alpha3'], ['BackendTLSPolicy']),
    ...namespacedKinds(core, ['v1', 'v1alpha2'], ['TCPRoute', 'UDPRoute']),
    ...namespacedKinds(core, ['v1', 'v1alpha2', 'v1alpha3'], ['TLSRoute']),
    ...namespacedKinds(experimental, ['v1alpha1'], ['XBackend', 'XBackendTrafficPolicy']),
    ...clusterKinds(experimental, ['v1alpha1'], ['XMesh']),
    ...namespacedKinds(
      'gateway.envoyproxy.io',
      ['v1alpha1'],
      [
        'Backend',
        'BackendTrafficPolicy',
        'ClientTrafficPolicy',
        'EnvoyExtensionPolicy',
        'EnvoyPatchPolicy',
        'EnvoyProxy',
        'HTTPRouteFilter',
        'SecurityPolicy',
      ],
    ),
  ]
}
