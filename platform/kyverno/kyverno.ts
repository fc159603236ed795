import { clusterKinds, namespacedKinds, type CustomKind } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { production, staging } from '../environments.ts'
import { prometheusOperatorCrds } from '../kube-prometheus-stack/prometheus-operator-crds.ts'
import { addNamespace } from '../namespace.ts'
import { survivesDrain } from '../replicated.ts'
import { resources, type Resources } from '../resources.ts'

const namespace = 'kyverno'

interface KyvernoSettings {
  /** Every write to the API server waits for these: three, so that one may drain while another fails. */
  readonly admissionReplicas: number
  readonly replicas: number
}

/** What our policies delete; the chart gives the controller no such right. */
const sweepable = { apiGroups: [''], resources: ['namespaces', 'pods'], verbs: ['delete', 'list', 'watch'] }

interface Controller {
  readonly replicas: number
  readonly podDisruptionBudget: { readonly enabled: boolean; readonly minAvailable: number }
  readonly serviceMonitor: { readonly enabled: boolean }
}

interface BackgroundController extends Controller {
  readonly resources: Resources
}

interface KyvernoValues {
  readonly crds: { readonly install: boolean; readonly annotations: Readonly<Record<string, string>> }
  readonly admissionController: Controller & {
    readonly priorityClassName: string
    readonly container: { readonly resources: Resources }
  }
  readonly backgroundController: BackgroundController
  readonly cleanupController: BackgroundController & {
    readonly rbac: { readonly clusterRole: { readonly extraResources: readonly object[] } }
  }
  readonly reportsController: BackgroundController
  readonly features: {
    readonly policyExceptions: { readonly enabled: boolean; readonly namespace: string }
    readonly logging: { readonly format: 'json' | 'text' }
  }
}

/** The engine only: policies are units of their own, applied once its webhooks answer. */
export const kyverno = defineComponent({
  name: 'kyverno',
  namespace,
  after: [prometheusOperatorCrds],
  provides: kinds(),
  settings: {
    default: { admissionReplicas: 1, replicas: 1 },
    environments: {
      [staging.name]: { admissionReplicas: 3, replicas: 2 },
      [production.name]: { admissionReplicas: 3, replicas: 2 },
    },
  },
  helm: {
    chart: 'kyverno',
    repository: 'https://kyverno.github.io/kyverno/',
    version: '3.9.0',
    values: (_, settings) => values(settings),
  },
  build: chart => addNamespace(chart, namespace, 'restricted'),
})

function values({ admissionReplicas, replicas }: KyvernoSettings): KyvernoValues {
  return {
    // Without its CRDs every policy and every report goes.
    crds: { install: true, annotations: { 'helm.sh/resource-policy': 'keep' } },
    admissionController: {
      ...controller(admissionReplicas),
      priorityClassName: 'system-cluster-critical',
      container: { resources: resources('100m', '512Mi') },
    },
    backgroundController: { ...controller(replicas), resources: resources('100m', '256Mi') },
    cleanupController: {
      ...controller(replicas),
      resources: resources('50m', '128Mi'),
      rbac: { clusterRole: { extraResources: [sweepable] } },
    },
    reportsController: { ...controller(replicas), resources: resources('100m', '512Mi') },
    features: {
      // Exceptions count only where the platform team writes them.
      policyExceptions: { enabled: true, namespace },
      logging: { format: 'json' },
    },
  }
}

function controller(replicas: number): Controller {
  return {
    replicas,
    podDisruptionBudget: { enabled: survivesDrain({ replicas }), minAvailable: Math.max(1, replicas - 1) },
    serviceMonitor: { enabled: true },
  }
}

function kinds(): CustomKind[] {
  const cel = ['Deleting', 'Generating', 'ImageValidating', 'Mutating', 'Validating'].map(verb => `${verb}Policy`)
  return [
    ...clusterKinds('policies.kyverno.io', ['v1', 'v1alpha1', 'v1beta1'], cel),
    ...namespacedKinds(
      'policies.kyverno.io',
      ['v1', 'v1beta1'],
      cel.map(kind => `Namespaced${kind}`),
    ),
    ...namespacedKinds('policies.kyverno.io', ['v1', 'v1alpha1', 'v1beta1'], ['PolicyException']),
    ...clusterKinds('kyverno.io', ['v1', 'v2beta1'], ['ClusterPolicy']),
    ...namespacedKinds('kyverno.io', ['v1', 'v2beta1'], ['Policy']),
    ...clusterKinds('kyverno.io', ['v2', 'v2beta1'], ['ClusterCleanupPolicy']),
    ...namespacedKinds('kyverno.io', ['v2', 'v2beta1'], ['CleanupPolicy', 'PolicyException']),
    ...clusterKinds('kyverno.io', ['v2', 'v2alpha1', 'v2beta1'], ['GlobalContextEntry']),
    ...namespacedKinds('kyverno.io', ['v2'], ['UpdateRequest']),
    ...clusterKinds('reports.kyverno.io', ['v1'], ['ClusterEphemeralReport']),
    ...namespacedKinds('reports.kyverno.io', ['v1'], ['EphemeralReport']),
    ...clusterKinds('wgpolicyk8s.io', ['v1alpha2'], ['ClusterPolicyReport']),
    ...namespacedKinds('wgpolicyk8s.io', ['v1alpha2'], ['PolicyReport']),
  ]
}
