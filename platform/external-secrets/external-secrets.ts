import { clusterKinds, namespacedKinds, type CustomKind } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { prometheusOperatorCrds } from '../kube-prometheus-stack/prometheus-operator-crds.ts'
import { addNamespace } from '../namespace.ts'
import { replicated, survivesDrain, type Replicated } from '../replicated.ts'
import { resources, type Resources } from '../resources.ts'

const namespace = 'external-secrets'

interface Controller {
  readonly replicaCount: number
  readonly podDisruptionBudget: { readonly enabled: boolean; readonly minAvailable: number }
  readonly resources: Resources
  readonly priorityClassName: string
}

interface ExternalSecretsValues extends Controller {
  readonly installCRDs: boolean
  readonly crds: { readonly annotations: Readonly<Record<string, string>> }
  readonly leaderElect: boolean
  readonly webhook: Controller & { readonly failurePolicy: 'Fail' | 'Ignore' }
  readonly certController: Controller
  readonly serviceMonitor: { readonly enabled: boolean; readonly renderMode: 'alwaysRender' }
}

export const externalSecrets = defineComponent({
  name: 'external-secrets',
  namespace,
  after: [prometheusOperatorCrds],
  provides: [
    ...namespacedKinds('external-secrets.io', ['v1'], ['ExternalSecret', 'SecretStore']),
    ...clusterKinds('external-secrets.io', ['v1'], ['ClusterExternalSecret', 'ClusterSecretStore']),
    ...namespacedKinds('external-secrets.io', ['v1alpha1'], ['PushSecret']),
    ...clusterKinds('external-secrets.io', ['v1alpha1'], ['ClusterPushSecret']),
    ...generators(),
  ],
  ownedFields: [
    webhook('secretstore-validate', ['/webhooks/0/clientConfig/caBundle', '/webhooks/1/clientConfig/caBundle']),
    webhook('externalsecret-validate', ['/webhooks/0/clientConfig/caBundle']),
  ],
  settings: replicated(),
  helm: {
    chart: 'external-secrets',
    repository: 'https://charts.external-secrets.io',
    version: '2.9.0',
    values: (_, settings) => values(settings),
  },
  build: chart => addNamespace(chart, namespace, 'restricted'),
})

function webhook(name: string, pointers: readonly string[]) {
  return {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingWebhookConfiguration',
    name,
    pointers,
    by: 'external-secrets-cert-controller, which rotates the certificate of the webhook',
  }
}

function values(settings: Replicated): ExternalSecretsValues {
  return {
    installCRDs: true,
    // Without its CRDs every ExternalSecret goes, and with it the Secret it owns.
    crds: { annotations: { 'helm.sh/resource-policy': 'keep' } },
    leaderElect: survivesDrain(settings),
    ...controller(settings, resources('50m', '256Mi')),
    webhook: { ...controller(settings, resources('20m', '64Mi')), failurePolicy: 'Fail' },
    certController: controller(settings, resources('20m', '128Mi')),
    // The default asks the API server whether the kind exists; a rendered chart has no API server to ask.
    serviceMonitor: { enabled: true, renderMode: 'alwaysRender' },
  }
}

function controller(settings: Replicated, resources: Resources): Controller {
  return {
    replicaCount: settings.replicas,
    podDisruptionBudget: { enabled: survivesDrain(settings), minAvailable: 1 },
    resources,
    priorityClassName: 'system-cluster-critical',
  }
}

/** Kinds that make a secret up instead of fetching it. */
function generators(): CustomKind[] {
  const group = 'generators.external-secrets.io'
  const clouds = ['ACRAccessToken', 'ECRAuthorizationToken', 'GCRAccessToken', 'STSSessionToken']
  const services = [
    'BeyondtrustWorkloadCredentialsDynamicSecret',
    'CloudsmithAccessToken',
    'GithubAccessToken',
    'GitlabDeployToken',
    'Grafana',
    'QuayAccessToken',
    'VaultDynamicSecret',
    'Webhook',
  ]
  const local = ['Fake', 'GeneratorState', 'MFA', 'Password', 'SSHKey', 'UUID']
  return [
    ...namespacedKinds(group, ['v1alpha1'], [...clouds, ...services, ...local]),
    ...clusterKinds(group, ['v1alpha1'], ['ClusterGenerator']),
  ]
}
