/** Kinds that apps may render, by API group; the account that applies them has rights on these and no others. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  '': ['ConfigMap', 'PersistentVolumeClaim', 'Service', 'ServiceAccount'],
  apps: ['Deployment', 'StatefulSet'],
  autoscaling: ['HorizontalPodAutoscaler'],
  'barmancloud.cnpg.io': ['ObjectStore'],
  batch: ['CronJob', 'Job'],
  'cert-manager.io': ['Certificate'],
  'core.openfeature.dev': ['FeatureFlag', 'FeatureFlagSource', 'Flagd'],
  'dapr.io': ['Component'],
  'db.atlasgo.io': ['AtlasMigration'],
  'external-secrets.io': ['ExternalSecret'],
  'flagger.app': ['Canary', 'MetricTemplate'],
  'gateway.envoyproxy.io': ['BackendTrafficPolicy'],
  'gateway.networking.k8s.io': ['HTTPRoute'],
  'kafka.strimzi.io': ['Kafka', 'KafkaNodePool', 'KafkaTopic', 'KafkaUser'],
  'keda.sh': ['ScaledObject', 'TriggerAuthentication'],
  'monitoring.coreos.com': ['PodMonitor', 'PrometheusRule', 'ServiceMonitor'],
  'networking.k8s.io': ['NetworkPolicy'],
  'objectbucket.io': ['ObjectBucketClaim'],
  policy: ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
  'postgresql.cnpg.io': ['Cluster', 'Pooler', 'ScheduledBackup'],
}

export const appKinds = Object.entries(kinds).flatMap(([group, names]) => names.map(kind => ({ group, kind })))
