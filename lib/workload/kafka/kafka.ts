import type { Cluster } from '../../fleet/cluster.ts'
import type { Layers } from '../../fleet/layers.ts'
import type { Selector } from '../../fleet/selector.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { definedAt } from '../../unit/defined-at.ts'
import { defineUnit } from '../../unit/define-unit.ts'
import type { Unit } from '../../unit/unit.ts'
import { addObject } from '../add-object.ts'
import { report } from '../report.ts'
import { kafkaObjects } from './kafka-objects.ts'
import type { Topic, TopicOptions } from './topic.ts'

/** How big the brokers are. A cluster of one keeps no copies: it is for clusters where losing a topic is harmless. */
export interface KafkaSize {
  readonly brokers: 1 | 3 | 5
  readonly memoryMi: number
  readonly storageGi: number
}

export interface KafkaDefinition<T extends string> {
  /** DNS label, unique in the estate; also the name of the Kafka cluster. */
  readonly name: string
  readonly tenant: Tenant
  /** @default the clusters of its tenant */
  readonly on?: Selector
  readonly size: Layers<KafkaSize>
  /** By name. */
  readonly topics: Readonly<Record<T, TopicOptions>>
  /** Why losing what it holds is harmless: topics have copies on other brokers, and no backup. */
  readonly withoutBackup: string
}

/** A tenant's message broker. Apps refer to its topics. */
export interface Kafka<T extends string = string> extends Unit {
  readonly namespace: string
  readonly topics: Readonly<Record<T, Topic>>
}

export type DefineKafka = <const T extends string>(definition: KafkaDefinition<T>) => Kafka<T>

/** The `defineKafka` of a platform; `operator` is the unit that provides Strimzi's kinds. */
export function kafkaOn(operator: Unit): DefineKafka {
  return function defineKafka<const T extends string>(definition: KafkaDefinition<T>): Kafka<T> {
    const { name, tenant, on = tenant.on, size } = definition
    const unit = defineUnit<KafkaSize, object>(
      {
        name,
        namespace: tenant.namespace,
        after: [tenant, operator],
        on,
        settings: size,
        build(chart, cluster: Cluster, settings) {
          for (const object of kafkaObjects({ definition, cluster, size: settings })) addObject(chart, object)
          report(
            chart,
            name,
            definition.withoutBackup.trim() ? [] : ['withoutBackup is empty; say why losing it is harmless'],
          )
        },
      },
      { layer: 'apps', source: definedAt(defineKafka), tenant },
    )
    const topics = {} as Record<T, Topic>
    const kafka: Kafka<T> = { ...unit, namespace: tenant.namespace, topics }
    for (const topic of Object.keys(definition.topics) as T[]) topics[topic] = { name: topic, broker: kafka }
    return kafka
  }
}
