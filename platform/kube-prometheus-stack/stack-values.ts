import type { Cluster } from '../../lib/fleet/cluster.ts'
import { resources, type Resources } from '../resources.ts'
import { survivesDrain, type Replicated } from '../replicated.ts'
import { alertRouting } from './alert-routing.ts'
import { grafanaValues, type GrafanaValues } from './grafana-values.ts'

export interface StackSettings extends Replicated {
  /** Three: they must agree on what was sent while one of them is away. */
  readonly alertmanagers: number
  readonly retentionDays: number
  readonly storageGi: number
  /** Whether critical alerts wake somebody up. */
  readonly pages: boolean
}

interface Switch {
  readonly enabled: boolean
}

interface Storage {
  readonly volumeClaimTemplate: {
    readonly spec: {
      readonly accessModes: readonly string[]
      readonly resources: { readonly requests: { readonly storage: string } }
    }
  }
}

interface Budget extends Switch {
  readonly minAvailable: number
}

export interface StackValues {
  readonly crds: Switch
  readonly alertmanager: {
    readonly podDisruptionBudget: Budget
    readonly alertmanagerSpec: {
      readonly replicas: number
      readonly alertmanagerConfiguration: { readonly name: string }
      readonly storage: Storage
      readonly resources: Resources
    }
  }
  readonly grafana: GrafanaValues
  readonly kubeControllerManager: Switch
  readonly kubeEtcd: Switch
  readonly kubeProxy: Switch
  readonly kubeScheduler: Switch
  readonly 'kube-state-metrics': { readonly resources: Resources }
  readonly 'prometheus-node-exporter': { readonly namespaceOverride: string; readonly resources: Resources }
  readonly prometheusOperator: {
    readonly admissionWebhooks: {
      readonly failurePolicy: 'Ignore'
      readonly patch: Switch
      readonly certManager: Switch
    }
    readonly resources: Resources
    readonly prometheusConfigReloader: { readonly resources: Resources }
  }
  readonly prometheus: {
    readonly podDisruptionBudget: Budget
    readonly prometheusSpec: PrometheusSpec
  }
}

interface PrometheusSpec {
  readonly replicas: number
  readonly externalLabels: Readonly<Record<string, string>>
  readonly retention: string
  readonly retentionSize: string
  readonly walCompression: boolean
  readonly storageSpec: Storage
  readonly resources: Resources
  readonly ruleSelectorNilUsesHelmValues: boolean
  readonly serviceMonitorSelectorNilUsesHelmValues: boolean
  readonly podMonitorSelectorNilUsesHelmValues: boolean
  readonly probeSelectorNilUsesHelmValues: boolean
  readonly scrapeConfigSelectorNilUsesHelmValues: boolean
}

export const nodeExporterNamespace = 'node-exporter'

const on: Switch = { enabled: true }
const off: Switch = { enabled: false }

export function stackValues(cluster: Cluster, settings: StackSettings): StackValues {
  return {
    crds: off, // prometheus-operator-crds has them, for those that come first
    alertmanager: alertmanager(settings),
    grafana: grafanaValues(cluster),
    // A managed control plane shows these to nobody; their alerts would always fire.
    kubeControllerManager: off,
    kubeEtcd: off,
    kubeProxy: off,
    kubeScheduler: off,
    'kube-state-metrics': { resources: resources('50m', '256Mi') },
    'prometheus-node-exporter': { namespaceOverride: nodeExporterNamespace, resources: resources('50m', '64Mi') },
    prometheusOperator: {
      // The chart's own rules are applied before the webhook answers.
      admissionWebhooks: { failurePolicy: 'Ignore', patch: off, certManager: on },
      resources: resources('100m', '256Mi'),
      prometheusConfigReloader: { resources: resources('10m', '64Mi') },
    },
    prometheus: {
      podDisruptionBudget: { enabled: survivesDrain(settings), minAvailable: 1 },
      prometheusSpec: prometheusSpec(cluster, settings),
    },
  }
}

function alertmanager({ alertmanagers }: StackSettings): StackValues['alertmanager'] {
  return {
    podDisruptionBudget: { enabled: alertmanagers > 1, minAvailable: Math.max(1, alertmanagers - 1) },
    alertmanagerSpec: {
      replicas: alertmanagers,
      alertmanagerConfiguration: { name: alertRouting },
      storage: storage(5),
      resources: resources('20m', '128Mi'),
    },
  }
}

function prometheusSpec(cluster: Cluster, { replicas, retentionDays, storageGi }: StackSettings): PrometheusSpec {
  return {
    replicas,
    externalLabels: { cluster: cluster.name },
    retention: `${retentionDays}d`,
    // Whichever comes first; a full disk stops Prometheus, and the log written ahead needs room too.
    retentionSize: `${Math.floor(storageGi * 0.85)}GiB`,
    walCompression: true,
    storageSpec: storage(storageGi),
    resources: resources('500m', '4Gi'),
    // Otherwise it reads only what carries the label of this Helm release.
    ruleSelectorNilUsesHelmValues: false,
    serviceMonitorSelectorNilUsesHelmValues: false,
    podMonitorSelectorNilUsesHelmValues: false,
    probeSelectorNilUsesHelmValues: false,
    scrapeConfigSelectorNilUsesHelmValues: false,
  }
}

/** Of the cluster's default storage class. */
function storage(gi: number): Storage {
  return {
    volumeClaimTemplate: {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: `${gi}Gi` } } },
    },
  }
}
