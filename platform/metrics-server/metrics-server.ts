import type { Layers } from '../../lib/fleet/layers.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { certManager } from '../cert-manager/cert-manager.ts'
import { local } from '../environments.ts'
import { prometheusOperatorCrds } from '../kube-prometheus-stack/prometheus-operator-crds.ts'
import { addNamespace } from '../namespace.ts'
import { replicated, survivesDrain, type Replicated } from '../replicated.ts'
import { resources, type Resources } from '../resources.ts'

const namespace = 'metrics-server'

interface MetricsServerSettings extends Replicated {
  readonly args: readonly string[]
}

interface MetricsServerValues {
  readonly replicas: number
  readonly args: readonly string[]
  readonly podDisruptionBudget: { readonly enabled: boolean; readonly minAvailable?: number }
  readonly apiService: { readonly insecureSkipTLSVerify: boolean }
  readonly tls: { readonly type: 'cert-manager' }
  readonly metrics: { readonly enabled: boolean }
  readonly serviceMonitor: { readonly enabled: boolean }
  readonly resources: Resources
}

const { default: one, environments } = replicated()

const settings: Layers<MetricsServerSettings> = {
  default: { ...one, args: [] },
  environments: {
    ...environments,
    // kind's kubelets serve certificates that nobody signed.
    [local.name]: { args: ['--kubelet-insecure-tls'] },
  },
}

export const metricsServer = defineComponent({
  name: 'metrics-server',
  namespace,
  after: [certManager, prometheusOperatorCrds],
  ownedFields: [
    {
      group: 'apiregistration.k8s.io',
      kind: 'APIService',
      name: 'v1beta1.metrics.k8s.io',
      pointers: ['/spec/caBundle'],
      by: 'cert-manager-cainjector',
    },
  ],
  settings,
  helm: {
    chart: 'metrics-server',
    repository: 'https://kubernetes-sigs.github.io/metrics-server/',
    version: '3.13.1',
    values: (_, settings) => values(settings),
  },
  build: chart => addNamespace(chart, namespace, 'restricted'),
})

function values(settings: MetricsServerSettings): MetricsServerValues {
  const enabled = survivesDrain(settings)
  return {
    replicas: settings.replicas,
    args: settings.args,
    podDisruptionBudget: enabled ? { enabled, minAvailable: 1 } : { enabled },
    // The chart skips verification by default: whoever answers in its place could feed every autoscaler.
    apiService: { insecureSkipTLSVerify: false },
    tls: { type: 'cert-manager' },
    metrics: { enabled: true },
    serviceMonitor: { enabled: true },
    resources: resources('100m', '200Mi'),
  }
}
