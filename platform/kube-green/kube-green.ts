import { namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { certManager } from '../cert-manager/cert-manager.ts'
import { dev, staging } from '../environments.ts'
import { addNamespace } from '../namespace.ts'
import { resources, type Resources } from '../resources.ts'

const namespace = 'kube-green'

interface KubeGreenValues {
  readonly manager: { readonly resources: Resources }
  readonly crds: { readonly enabled: boolean; readonly keep: boolean }
}

/** Puts workloads to sleep by schedule. Not in production: what can scale everything to zero has no business there. */
export const kubeGreen = defineComponent({
  name: 'kube-green',
  namespace,
  on: { environments: [dev.name, staging.name] },
  after: [certManager],
  provides: namespacedKinds('kube-green.com', ['v1alpha1'], ['SleepInfo']),
  ownedFields: [
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      name: 'kube-green-validating-webhook-configuration',
      pointers: ['/webhooks/0/clientConfig/caBundle'],
      by: 'cert-manager-cainjector',
    },
  ],
  helm: {
    chart: 'kube-green',
    repository: 'https://kube-green.github.io/helm-charts/',
    version: '0.7.1',
    values: (): KubeGreenValues => ({
      manager: { resources: resources('100m', '400Mi') },
      crds: { enabled: true, keep: true },
    }),
  },
  build: chart => addNamespace(chart, namespace, 'restricted'),
})
