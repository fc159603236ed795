import { ApiObject, type Chart } from 'cdk8s'
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { addNamespace } from '../namespace.ts'
import { resources, type Resources } from '../resources.ts'
import { restrictedContainer } from '../restricted-container.ts'
import { flagger } from './flagger.ts'
import { loadTest } from './load-test.ts'

interface LoadTesterValues {
  readonly cmd: { readonly timeout: string }
  readonly resources: Resources
  readonly securityContext: { readonly enabled: boolean; readonly context: object }
}

/** Sends the traffic that a canary is judged by, where users send too little. */
export const loadTester = defineComponent({
  name: 'flagger-loadtester',
  namespace: loadTest.namespace,
  after: [flagger],
  helm: {
    chart: 'loadtester',
    repository: 'https://flagger.app',
    version: '0.38.0',
    values: (): LoadTesterValues => ({
      cmd: { timeout: '10m' },
      resources: resources('100m', '256Mi'),
      securityContext: { enabled: true, context: { ...restrictedContainer, runAsUser: 100, runAsGroup: 101 } },
    }),
  },
  build(chart) {
    addNamespace(chart, loadTest.namespace, 'restricted')
    admitFlaggerOnly(chart)
  },
})

/** It runs whatever command it is sent, so only Flagger may send. */
function admitFlaggerOnly(chart: Chart): void {
  new ApiObject(chart, 'flagger-only', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'flagger-only' },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': flagger.namespace! } } }] },
      ],
    },
  } satisfies INetworkPolicy)
}
