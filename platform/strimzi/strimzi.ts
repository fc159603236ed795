import { namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { addNamespace } from '../namespace.ts'
import { replicated, survivesDrain, type Replicated } from '../replicated.ts'
import { resources, type Resources } from '../resources.ts'

const namespace = 'strimzi'

interface StrimziValues {
  readonly replicas: number
  readonly watchAnyNamespace: boolean
  readonly extraEnvs: readonly { readonly name: string; readonly value: string }[]
  readonly podDisruptionBudget: { readonly enabled: boolean }
  readonly resources: Resources
  readonly priorityClassName: string
}

/** Runs Kafka for tenants, in their own namespaces. */
export const strimzi = defineComponent({
  name: 'strimzi-kafka-operator',
  namespace,
  provides: [
    ...namespacedKinds(
      'kafka.strimzi.io',
      ['v1'],
      [
        'Kafka',
        'KafkaBridge',
        'KafkaConnect',
        'KafkaConnector',
        'KafkaMirrorMaker2',
        'KafkaNodePool',
        'KafkaRebalance',
        'KafkaTopic',
        'KafkaUser',
      ],
    ),
    ...namespacedKinds('core.strimzi.io', ['v1'], ['StrimziPodSet']),
  ],
  settings: replicated(),
  helm: {
    chart: 'strimzi-kafka-operator',
    repository: 'https://strimzi.io/charts/',
    version: '1.2.0',
    values: (_, settings) => values(settings),
  },
  build: chart => addNamespace(chart, namespace, 'restricted'),
})

function values(settings: Replicated): StrimziValues {
  return {
    replicas: settings.replicas,
    watchAnyNamespace: true,
    // Its pods run in the namespaces of tenants, which admit restricted ones only.
    extraEnvs: [{ name: 'STRIMZI_POD_SECURITY_PROVIDER_CLASS', value: 'restricted' }],
    podDisruptionBudget: { enabled: survivesDrain(settings) },
    resources: resources('200m', '384Mi'),
    priorityClassName: 'system-cluster-critical',
  }
}
