import { namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { gateway } from '../envoy-gateway/gateway.ts'
import { addExternalSecret } from '../external-secret.ts'
import { secretStore } from '../external-secrets/secret-store.ts'
import { prometheusOperatorCrds } from '../kube-prometheus-stack/prometheus-operator-crds.ts'
import { addNamespace } from '../namespace.ts'
import { replicated } from '../replicated.ts'
import { argoCdValues, rootCertificate } from './argo-cd-values.ts'

const namespace = 'argocd'

export const argoCd = defineComponent({
  name: 'argo-cd',
  namespace,
  after: [prometheusOperatorCrds, secretStore, gateway],
  provides: namespacedKinds('argoproj.io', ['v1alpha1'], ['Application', 'ApplicationSet', 'AppProject']),
  ownedFields: [
    {
      group: '',
      kind: 'Secret',
      name: 'argocd-secret',
      namespace,
      pointers: ['/data'],
      by: 'argocd-server, which signs sessions with a key it makes itself',
    },
  ],
  settings: replicated(),
  helm: {
    chart: 'argo-cd',
    repository: 'https://argoproj.github.io/argo-helm',
    version: '10.1.1',
    // Names the objects argocd-…, as documentation and people do.
    release: 'argocd',
    values: argoCdValues,
  },
  build(chart) {
    addNamespace(chart, namespace, 'restricted')
    addExternalSecret(chart, {
      name: rootCertificate.secret,
      entry: 'root-ca',
      data: { [rootCertificate.key]: 'certificate' },
      // Without it Argo CD does not look into the Secret.
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
    })
  },
})
