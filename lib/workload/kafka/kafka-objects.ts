import type { Cluster } from '../../fleet/cluster.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { toControlPlane } from '../network.ts'
import { containerResources } from '../pod.ts'
import type { KafkaDefinition, KafkaSize } from './kafka.ts'
import { kafkaPort, type TopicOptions } from './topic.ts'

const apiVersion = 'kafka.strimzi.io/v1'

interface KafkaOnCluster {
  readonly definition: KafkaDefinition<string>
  readonly cluster: Cluster
  readonly size: KafkaSize
}

/** Brokers without ZooKeeper, one TLS listener that asks for a client certificate, and nobody allowed anything by default. */
export function kafkaObjects(kafka: KafkaOnCluster): Manifest[] {
  const { definition, size } = kafka
  return [
    broker(kafka),
    nodePool(kafka),
    network(definition.name),
    ...Object.entries(definition.topics).map(([name, options]) => topic(name, options, { definition, size })),
  ]
}

function broker({ definition, cluster, size }: KafkaOnCluster): Manifest {
  const { name, tenant, withoutBackup } = definition
  const resources = containerResources({ cpuMillis: 20, memoryMi: 256 })
  return {
    apiVersion,
    kind: 'Kafka',
    metadata: {
      name,
      labels: { ...tenant.labels(cluster) },
      annotations: { [`${tenant.tenancy.labelPrefix}/without-backup`]: withoutBackup },
    },
    spec: {
      kafka: {
        listeners: [{ name: 'tls', port: kafkaPort, type: 'internal', tls: true, authentication: { type: 'tls' } }],
        authorization: { type: 'simple' },
        config: { 'auto.create.topics.enable': false, ...copying(size) },
      },
      entityOperator: { topicOperator: { resources }, userOperator: { resources } },
    },
  }
}

function copying(size: KafkaSize) {
  const copies = copiesOf(size)
  return {
    'default.replication.factor': copies,
    'offsets.topic.replication.factor': copies,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync(size),
    'min.insync.replicas': inSync(size),
  }
}

function nodePool({ definition: { name }, size }: KafkaOnCluster): Manifest {
  const volume = {
    id: 0,
    type: 'persistent-claim',
    size: `${size.storageGi}Gi`,
    kraftMetadata: 'shared',
    deleteClaim: false,
  }
  return {
    apiVersion,
    kind: 'KafkaNodePool',
    metadata: { name: `${name}-brokers`, labels: { 'strimzi.io/cluster': name } },
    spec: {
      replicas: size.brokers,
      roles: ['controller', 'broker'],
      resources: containerResources({ cpuMillis: 250, memoryMi: size.memoryMi }),
      storage: { type: 'jbod', volumes: [volume] },
    },
  }
}

function topic(name: string, options: TopicOptions, { definition, size }: Omit<KafkaOnCluster, 'cluster'>): Manifest {
  return {
    apiVersion,
    kind: 'KafkaTopic',
    metadata: { name, labels: { 'strimzi.io/cluster': definition.name } },
    spec: {
      partitions: options.partitions,
      replicas: copiesOf(size),
      config: { 'retention.ms': options.keepDays * 24 * 3600 * 1000, 'min.insync.replicas': inSync(size) },
    },
  }
}

/** Strimzi opens the ports itself; what the pods may open is ours: each other, and the API server. */
function network(name: string): Manifest {
  const pods = { podSelector: { matchLabels: { 'strimzi.io/cluster': name } } }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${name}-egress` },
    spec: {
      ...pods,
      policyTypes: ['Egress'],
      egress: [{ to: [pods] }, toControlPlane],
    },
  }
}

function copiesOf({ brokers }: KafkaSize): number {
  return Math.min(brokers, 3)
}

/** One broker may be away and writes still go on. */
function inSync(size: KafkaSize): number {
  return Math.max(1, copiesOf(size) - 1)
}
