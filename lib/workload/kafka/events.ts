import type { Construct } from 'constructs'
import type { Manifest } from '../../manifest/manifest.ts'
import { addObject } from '../add-object.ts'
import type { Connection, Need } from '../need.ts'
import { tcp } from '../network.ts'
import type { OwnedTrigger } from '../scaling.ts'
import { authoritySecret, bootstrap, kafkaPort, type Broker, type Topic } from './topic.ts'

/** What an app does with topics of one Kafka cluster. */
export interface Events {
  /** @default none */
  readonly produces?: readonly Topic[]
  /** Read in a consumer group named after the app. @default none */
  readonly consumes?: readonly Topic[]
}

/**
 * An account of the app's own that may write and read these topics and no others. The app gets `KAFKA_BOOTSTRAP`,
 * `KAFKA_GROUP`, and as PEM `KAFKA_CERT`, `KAFKA_KEY`, `KAFKA_CA`.
 */
export function events({ produces = [], consumes = [] }: Events): Need {
  const brokers = new Set([...produces, ...consumes].map(topic => topic.broker))
  const [broker] = brokers
  if (broker === undefined || brokers.size > 1) throw new Error('events: name topics of exactly one Kafka cluster')
  return {
    after: [broker],
    provide(scope, owner) {
      addAccount(scope, owner, { broker, produces, consumes })
      return connection(owner, broker)
    },
  }
}

/** Pods by how far the app lags behind on a topic: one for every `perPod` messages. */
export function lag({ name, broker }: Topic, perPod: number): OwnedTrigger {
  return owner => ({
    type: 'kafka',
    metadata: {
      bootstrapServers: bootstrap(broker),
      consumerGroup: owner,
      topic: name,
      lagThreshold: String(perPod),
      tls: 'enable',
    },
    authenticationRef: { name: accountName(owner) },
  })
}

function accountName(owner: string): string {
  return `${owner}-kafka`
}

interface Account {
  readonly broker: Broker
  readonly produces: readonly Topic[]
  readonly consumes: readonly Topic[]
}

function addAccount(scope: Construct, owner: string, { broker, produces, consumes }: Account): void {
  const name = accountName(owner)
  const acls = [
    ...produces.map(topic => acl('topic', topic.name, ['Write', 'Describe'])),
    ...consumes.map(topic => acl('topic', topic.name, ['Read', 'Describe'])),
    ...(consumes.length > 0 ? [acl('group', owner, ['Read', 'Describe'])] : []),
  ]
  addObject(scope, {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaUser',
    metadata: { name, labels: { 'strimzi.io/cluster': broker.name } },
    spec: { authentication: { type: 'tls' }, authorization: { type: 'simple', acls } },
  } satisfies Manifest)
  if (consumes.length > 0) addObject(scope, scalerAccess(name, broker))
}

function acl(type: 'topic' | 'group', name: string, operations: readonly string[]) {
  return { resource: { type, name, patternType: 'literal' }, operations, host: '*' }
}

/** KEDA asks for the lag as the app itself. */
function scalerAccess(name: string, broker: Broker): Manifest {
  const from = (parameter: string, secret: string, key: string) => ({ parameter, name: secret, key })
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'TriggerAuthentication',
    metadata: { name },
    spec: {
      secretTargetRef: [
        from('ca', authoritySecret(broker), 'ca.crt'),
        from('cert', name, 'user.crt'),
        from('key', name, 'user.key'),
      ],
    },
  }
}

function connection(owner: string, broker: Broker): Connection {
  const from = (name: string, key: string) => ({ valueFrom: { secretKeyRef: { name, key } } })
  const pods = { podSelector: { matchLabels: { 'strimzi.io/cluster': broker.name, 'strimzi.io/kind': 'Kafka' } } }
  return {
    environment: [
      { name: 'KAFKA_BOOTSTRAP', value: bootstrap(broker) },
      { name: 'KAFKA_GROUP', value: owner },
      { name: 'KAFKA_CERT', ...from(accountName(owner), 'user.crt') },
      { name: 'KAFKA_KEY', ...from(accountName(owner), 'user.key') },
      { name: 'KAFKA_CA', ...from(authoritySecret(broker), 'ca.crt') },
    ],
    egress: [{ to: [pods], ports: [tcp(kafkaPort)] }],
  }
}
