import { namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { addNamespace } from '../namespace.ts'
import { monitoring } from './monitoring.ts'

interface PrometheusOperatorCrdsValues {
  readonly crds: { readonly annotations: Readonly<Record<string, string>> }
}

/**
 * The kinds of Prometheus Operator without the operator: every component may bring a ServiceMonitor, also one that
 * starts before Prometheus, or on a cluster that runs none.
 */
export const prometheusOperatorCrds = defineComponent({
  name: 'prometheus-operator-crds',
  namespace: monitoring.namespace,
  provides: [
    ...namespacedKinds(
      'monitoring.coreos.com',
      ['v1'],
      ['Alertmanager', 'PodMonitor', 'Probe', 'Prometheus', 'PrometheusRule', 'ServiceMonitor', 'ThanosRuler'],
    ),
    ...namespacedKinds(
      'monitoring.coreos.com',
      ['v1alpha1'],
      ['AlertmanagerConfig', 'PrometheusAgent', 'ScrapeConfig'],
    ),
  ],
  helm: {
    chart: 'prometheus-operator-crds',
    repository: 'https://prometheus-community.github.io/helm-charts',
    version: '31.0.1', // Prometheus Operator v0.93.1, as in kube-prometheus-stack
    values: (): PrometheusOperatorCrdsValues => ({ crds: { annotations: { 'helm.sh/resource-policy': 'keep' } } }),
  },
  build: chart => addNamespace(chart, monitoring.namespace, 'restricted'),
})
