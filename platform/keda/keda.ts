import { clusterKinds, namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { prometheusOperatorCrds } from '../kube-prometheus-stack/prometheus-operator-crds.ts'
import { addNamespace } from '../namespace.ts'
import { replicated, survivesDrain, type Replicated } from '../replicated.ts'
import { resources, type Resources } from '../resources.ts'

const namespace = 'keda'

interface Replicas {
  readonly replicaCount: number
}

interface Scraped {
  readonly enabled: boolean
  readonly serviceMonitor: { readonly enabled: boolean }
}

interface KedaValues {
  readonly operator: Replicas
  readonly metricsServer: Replicas
  readonly webhooks: Replicas & { readonly failurePolicy: 'Fail' }
  readonly podDisruptionBudget: Partial<
    Record<'operator' | 'metricServer' | 'webhooks', { readonly minAvailable: number }>
  >
  readonly rbac: { readonly scaledRefKinds: readonly { readonly apiGroup: string; readonly kind: string }[] }
  readonly resources: Record<'operator' | 'metricServer' | 'webhooks', Resources>
  readonly prometheus: Record<'operator' | 'metricServer' | 'webhooks', Scraped>
  readonly priorityClassName: string
}

/** Scales apps by queues and schedules; apps that scale by CPU do without. */
export const keda = defineComponent({
  name: 'keda',
  namespace,
  after: [prometheusOperatorCrds],
  provides: [
    ...namespacedKinds('keda.sh', ['v1alpha1'], ['ScaledJob', 'ScaledObject', 'TriggerAuthentication']),
    ...clusterKinds('keda.sh', ['v1alpha1'], ['ClusterTriggerAuthentication']),
    ...namespacedKinds('eventing.keda.sh', ['v1alpha1'], ['CloudEventSource']),
    ...clusterKinds('eventing.keda.sh', ['v1alpha1'], ['ClusterCloudEventSource']),
  ],
  ownedFields: [
    {
      group: 'apiregistration.k8s.io',
      kind: 'APIService',
      name: 'v1beta1.external.metrics.k8s.io',
      pointers: ['/spec/caBundle'],
      by: 'keda-operator, which signs its own certificates',
    },
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      name: 'keda-admission',
      pointers: [0, 1, 2].map(webhook => `/webhooks/${webhook}/clientConfig/caBundle`),
      by: 'keda-operator, which signs its own certificates',
    },
  ],
  settings: replicated(),
  helm: {
    chart: 'keda',
    repository: 'https://kedacore.github.io/charts',
    version: '2.20.2',
    values: (_, settings) => values(settings),
  },
  build: chart => addNamespace(chart, namespace, 'restricted'),
})

function values(settings: Replicated): KedaValues {
  const replicas = { replicaCount: settings.replicas }
  const budget = { minAvailable: 1 }
  const scraped = { enabled: true, serviceMonitor: { enabled: true } }
  return {
    operator: replicas,
    metricsServer: replicas,
    // A ScaledObject that nobody looked at would fail without a word.
    webhooks: { ...replicas, failurePolicy: 'Fail' },
    podDisruptionBudget: survivesDrain(settings) ? { operator: budget, metricServer: budget, webhooks: budget } : {},
    // The chart lets it scale every kind there is.
    rbac: {
      scaledRefKinds: [
        { apiGroup: 'apps', kind: 'deployments' },
        { apiGroup: 'apps', kind: 'statefulsets' },
      ],
    },
    resources: {
      operator: resources('50m', '256Mi'),
      metricServer: resources('50m', '128Mi'),
      webhooks: resources('10m', '64Mi'),
    },
    prometheus: { operator: scraped, metricServer: scraped, webhooks: scraped },
    priorityClassName: 'system-cluster-critical',
  }
}
