import type { IPodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor'
import { ApiObject, type Chart } from 'cdk8s'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { prometheusOperatorCrds } from '../kube-prometheus-stack/prometheus-operator-crds.ts'
import { flux, fluxControllers } from './flux.ts'
import { fluxOperator } from './flux-operator.ts'

type Selector = IPodMonitor['spec']['selector']

/** Lets Prometheus see Flux. Apart from it, because this needs what Flux has to deliver. */
export const fluxMonitors = defineComponent({
  name: 'flux-monitors',
  namespace: flux.namespace!,
  after: [flux, fluxOperator, prometheusOperatorCrds],
  build(chart) {
    addPodMonitor(chart, 'flux', {
      port: 'http-prom',
      selector: { matchExpressions: [{ key: 'app', operator: 'In', values: [...fluxControllers] }] },
    })
    addPodMonitor(chart, 'flux-operator', {
      port: 'http-metrics',
      selector: { matchLabels: { 'app.kubernetes.io/name': 'flux-operator' } },
    })
  },
})

function addPodMonitor(chart: Chart, name: string, pods: { port: string; selector: Selector }): void {
  new ApiObject(chart, name, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name },
    spec: { selector: pods.selector, podMetricsEndpoints: [{ port: pods.port }] },
  } satisfies IPodMonitor)
}
