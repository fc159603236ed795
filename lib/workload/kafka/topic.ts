import type { Unit } from '../../unit/unit.ts'

export interface TopicOptions {
  /** The most consumers of one group that work side by side. */
  readonly partitions: number
  readonly keepDays: number
}

/** The Kafka cluster that holds a topic. */
export interface Broker extends Unit {
  readonly namespace: string
}

/** A topic, as apps refer to it. */
export interface Topic {
  readonly name: string
  readonly broker: Broker
}

/** Port of the TLS listener. */
export const kafkaPort = 9093

/** Host and port that clients start from. */
export function bootstrap({ name, namespace }: Broker): string {
  return `${name}-kafka-bootstrap.${namespace}.svc.cluster.local:${kafkaPort}`
}

/** Secret with the authority that signed the brokers' certificates, in `ca.crt`. */
export function authoritySecret({ name }: Broker): string {
  return `${name}-cluster-ca-cert`
}
