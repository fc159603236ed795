import { namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { addNamespace } from '../namespace.ts'
import { replicated } from '../replicated.ts'
import { argoCdValues } from './argo-cd-values.ts'

const namespace = 'argocd'

/** Waits for nothing, so that it starts on an empty cluster and git can still repair it when all else is down. */
export const argoCd = defineComponent({
  name: 'argo-cd',
  namespace,
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
  build: chart => addNamespace(chart, namespace, 'restricted'),
})
