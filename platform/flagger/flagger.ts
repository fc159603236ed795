import { CanaryAlerts } from '../../lib/flagger/canary-alerts.ts'
import { namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import type { Cluster } from '../../lib/fleet/cluster.ts'
import type { TrafficProvider } from '../../lib/fleet/traffic-provider.ts'
import { envoyGateway } from '../envoy-gateway/envoy-gateway.ts'
import { kubePrometheusStack } from '../kube-prometheus-stack/kube-prometheus-stack.ts'
import { monitoring } from '../kube-prometheus-stack/monitoring.ts'
import { addNamespace } from '../namespace.ts'
import { replicated, survivesDrain, type Replicated } from '../replicated.ts'
import { resources, type Resources } from '../resources.ts'
import { restrictedContainer } from '../restricted-container.ts'
import { runbook } from '../runbook.ts'

const namespace = 'flagger-system'

interface FlaggerValues {
  readonly meshProvider: TrafficProvider
  readonly noCrossNamespaceRefs: boolean
  readonly metricsServer: string
  readonly clusterName: string
  readonly crd: { readonly create: boolean }
  readonly leaderElection: { readonly enabled: boolean; readonly replicaCount: number }
  readonly podDisruptionBudget: { readonly enabled: boolean; readonly minAvailable: number }
  readonly podMonitor: { readonly enabled: boolean }
  readonly podPriorityClassName: string
  readonly resources: Resources
  readonly securityContext: { readonly enabled: boolean; readonly context: object }
}

export const flagger = defineComponent({
  name: 'flagger',
  namespace,
  after: [envoyGateway, kubePrometheusStack],
  provides: namespacedKinds('flagger.app', ['v1beta1'], ['AlertProvider', 'Canary', 'MetricTemplate']),
  settings: replicated(),
  helm: {
    chart: 'flagger',
    repository: 'https://flagger.app',
    version: '1.44.0',
    values,
  },
  build(chart) {
    addNamespace(chart, namespace, 'restricted')
    new CanaryAlerts(chart, 'alerts', { runbook })
  },
})

function values(cluster: Cluster, settings: Replicated): FlaggerValues {
  return {
    // Without somebody to shift traffic, Flagger can still swap a whole version.
    meshProvider: cluster.traffic ?? 'kubernetes',
    // A canary must not use what another tenant asks its metrics or sends its alerts with.
    noCrossNamespaceRefs: true,
    metricsServer: monitoring.prometheus,
    // Says in an alert where the canary failed.
    clusterName: cluster.name,
    crd: { create: true },
    leaderElection: { enabled: survivesDrain(settings), replicaCount: settings.replicas },
    podDisruptionBudget: { enabled: survivesDrain(settings), minAvailable: 1 },
    podMonitor: { enabled: true },
    podPriorityClassName: 'system-cluster-critical',
    resources: resources('50m', '256Mi'),
    securityContext: { enabled: true, context: { ...restrictedContainer, runAsUser: 10001 } },
  }
}
