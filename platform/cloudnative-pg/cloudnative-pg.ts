import { clusterKinds, namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { prometheusOperatorCrds } from '../kube-prometheus-stack/prometheus-operator-crds.ts'
import { addNamespace } from '../namespace.ts'
import { replicated, type Replicated } from '../replicated.ts'
import { resources, type Resources } from '../resources.ts'
import { postgresNamespace } from './databases.ts'

interface CloudNativePgValues {
  readonly replicaCount: number
  readonly resources: Resources
  readonly monitoring: { readonly podMonitorEnabled: boolean }
  readonly priorityClassName: string
}

const group = 'postgresql.cnpg.io'

export const cloudNativePg = defineComponent({
  name: 'cloudnative-pg',
  namespace: postgresNamespace,
  after: [prometheusOperatorCrds],
  provides: [
    ...namespacedKinds(
      group,
      ['v1'],
      [
        'Backup',
        'Cluster',
        'Database',
        'DatabaseRole',
        'FailoverQuorum',
        'ImageCatalog',
        'Pooler',
        'Publication',
        'ScheduledBackup',
        'Subscription',
      ],
    ),
    ...clusterKinds(group, ['v1'], ['ClusterImageCatalog']),
  ],
  ownedFields: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map(kind => ({
    group: 'admissionregistration.k8s.io',
    kind,
    name: `cnpg-${kind === 'MutatingWebhookConfiguration' ? 'mutating' : 'validating'}-webhook-configuration`,
    pointers: [0, 1, 2, 3].map(webhook => `/webhooks/${webhook}/clientConfig/caBundle`),
    by: 'the operator, which signs its own certificate',
  })),
  settings: replicated(),
  helm: {
    chart: 'cloudnative-pg',
    repository: 'https://cloudnative-pg.github.io/charts',
    version: '0.29.0',
    values: (_, { replicas }: Replicated): CloudNativePgValues => ({
      replicaCount: replicas,
      resources: resources('100m', '256Mi'),
      monitoring: { podMonitorEnabled: true },
      priorityClassName: 'system-cluster-critical',
    }),
  },
  build: chart => addNamespace(chart, postgresNamespace, 'restricted'),
})
