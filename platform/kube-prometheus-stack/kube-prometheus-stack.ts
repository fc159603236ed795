import { defineComponent } from '../../lib/unit/define-unit.ts'
import { certManager } from '../cert-manager/cert-manager.ts'
import { dev, production, staging } from '../environments.ts'
import { gateway } from '../envoy-gateway/gateway.ts'
import { addExternalSecret } from '../external-secret.ts'
import { secretStore } from '../external-secrets/secret-store.ts'
import { addNamespace } from '../namespace.ts'
import { addAlertRouting } from './alert-routing.ts'
import { grafanaAdmin } from './grafana-values.ts'
import { monitoring } from './monitoring.ts'
import { prometheusOperatorCrds } from './prometheus-operator-crds.ts'
import { nodeExporterNamespace, stackValues, type StackSettings, type StackValues } from './stack-values.ts'

export const kubePrometheusStack = defineComponent<StackSettings, StackValues>({
  name: 'kube-prometheus-stack',
  namespace: monitoring.namespace,
  after: [prometheusOperatorCrds, certManager, secretStore, gateway],
  ownedFields: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map(kind => ({
    group: 'admissionregistration.k8s.io',
    kind,
    name: 'kube-prometheus-stack-admission',
    pointers: ['/webhooks/0/clientConfig/caBundle'],
    by: 'cert-manager-cainjector',
  })),
  settings: {
    default: { replicas: 1, alertmanagers: 1, retentionDays: 15, storageGi: 50, pages: false },
    environments: {
      [dev.name]: { retentionDays: 7, storageGi: 20 },
      [staging.name]: { replicas: 2, alertmanagers: 3 },
      [production.name]: { replicas: 2, alertmanagers: 3, retentionDays: 30, storageGi: 200, pages: true },
    },
  },
  helm: {
    chart: 'kube-prometheus-stack',
    repository: 'https://prometheus-community.github.io/helm-charts',
    version: '88.5.3',
    values: stackValues,
  },
  build(chart, cluster, settings) {
    // Apart from the rest: it reads the host, which nothing else of the stack may.
    addNamespace(chart, nodeExporterNamespace, 'privileged')
    addExternalSecret(chart, {
      name: grafanaAdmin.existingSecret,
      entry: 'grafana-admin',
      data: { [grafanaAdmin.userKey]: 'user', [grafanaAdmin.passwordKey]: 'password' },
    })
    addAlertRouting(chart, cluster, settings)
  },
})
