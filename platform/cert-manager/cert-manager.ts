import { defineComponent } from '../../lib/unit/define-unit.ts'
import { clusterKinds, namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { prometheusOperatorCrds } from '../kube-prometheus-stack/prometheus-operator-crds.ts'
import { addNamespace } from '../namespace.ts'
import { replicated, survivesDrain, type Replicated } from '../replicated.ts'
import { resources, type Resources } from '../resources.ts'

const namespace = 'cert-manager'

interface Controller {
  readonly replicaCount: number
  readonly podDisruptionBudget: { readonly enabled: boolean }
  readonly resources: Resources
}

interface CertManagerValues extends Controller {
  readonly crds: { readonly enabled: boolean; readonly keep: boolean }
  readonly global: {
    readonly leaderElection: { readonly namespace: string }
    readonly priorityClassName: string
  }
  readonly webhook: Controller & { readonly timeoutSeconds: number }
  readonly cainjector: Controller
  readonly prometheus: { readonly servicemonitor: { readonly enabled: boolean } }
}

export const certManager = defineComponent({
  name: 'cert-manager',
  namespace,
  after: [prometheusOperatorCrds],
  provides: [
    ...clusterKinds('cert-manager.io', ['v1'], ['ClusterIssuer']),
    ...namespacedKinds('cert-manager.io', ['v1'], ['Certificate', 'CertificateRequest', 'Issuer']),
    ...namespacedKinds('acme.cert-manager.io', ['v1'], ['Challenge', 'Order']),
  ],
  ownedFields: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map(kind => ({
    group: 'admissionregistration.k8s.io',
    kind,
    name: 'cert-manager-webhook',
    pointers: ['/webhooks/0/clientConfig/caBundle'],
    by: 'cert-manager-webhook, which signs its own certificate',
  })),
  settings: replicated(),
  helm: {
    chart: 'cert-manager',
    repository: 'https://charts.jetstack.io',
    version: 'v1.21.1',
    values: (_, settings) => values(settings),
  },
  build: chart => addNamespace(chart, namespace, 'restricted'),
})

function values(settings: Replicated): CertManagerValues {
  return {
    // Kept when the release goes: deleting the CRDs would delete every certificate of the cluster.
    crds: { enabled: true, keep: true },
    // The default, kube-system, is closed to workloads on managed clusters.
    global: { leaderElection: { namespace }, priorityClassName: 'system-cluster-critical' },
    ...controller(settings, resources('20m', '256Mi')),
    // Fails closed; the API server gives up sooner than a client does.
    webhook: { ...controller(settings, resources('20m', '64Mi')), timeoutSeconds: 10 },
    cainjector: controller(settings, resources('20m', '256Mi')),
    prometheus: { servicemonitor: { enabled: true } },
  }
}

function controller(settings: Replicated, resources: Resources): Controller {
  return {
    replicaCount: settings.replicas,
    podDisruptionBudget: { enabled: survivesDrain(settings) }, // minAvailable 1, says the chart
    resources,
  }
}
