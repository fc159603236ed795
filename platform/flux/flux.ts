import { ApiObject } from 'cdk8s'
import { namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { local } from '../environments.ts'
import { fluxOperator } from './flux-operator.ts'

export const fluxControllers = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
] as const

interface FluxSettings {
  /** Concurrency and memory of the controllers. @see https://fluxoperator.dev/docs/crd/fluxinstance/ */
  readonly size: 'small' | 'medium' | 'large'
}

/** Flux itself, kept by its operator; what it reads and applies is in the cluster's `bootstrap` and `delivery`. */
export const flux = defineComponent<FluxSettings, object>({
  name: 'flux',
  namespace: 'flux-system',
  after: [fluxOperator],
  provides: [
    ...namespacedKinds('helm.toolkit.fluxcd.io', ['v2'], ['HelmRelease']),
    ...namespacedKinds('kustomize.toolkit.fluxcd.io', ['v1'], ['Kustomization']),
    ...namespacedKinds(
      'source.toolkit.fluxcd.io',
      ['v1'],
      ['Bucket', 'ExternalArtifact', 'GitRepository', 'HelmChart', 'HelmRepository', 'OCIRepository'],
    ),
    ...namespacedKinds('notification.toolkit.fluxcd.io', ['v1'], ['Receiver']),
    ...namespacedKinds('notification.toolkit.fluxcd.io', ['v1beta3'], ['Alert', 'Provider']),
  ],
  settings: { default: { size: 'medium' }, environments: { [local.name]: { size: 'small' } } },
  build(chart, cluster, { size }) {
    new ApiObject(chart, 'instance', {
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      metadata: { name: 'flux' }, // the operator accepts no other
      spec: {
        // The range picks from the manifests of one exact release of the operator, newer than the one that runs.
        distribution: {
          version: '2.9.x',
          registry: 'ghcr.io/fluxcd',
          artifact: 'oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:v0.58.1',
        },
        components: fluxControllers,
        cluster: {
          type: cluster.cloud === 'kind' ? 'kubernetes' : cluster.cloud,
          size,
          networkPolicy: true,
          // No reference crosses a namespace, and what names no account acts as one that may do nothing.
          multitenant: true,
          tenantDefaultServiceAccount: 'default',
        },
      },
    })
  },
})
