import { namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { addNamespace } from '../namespace.ts'
import { resources, type Resources } from '../resources.ts'

const namespace = 'flux-system'

interface FluxOperatorValues {
  readonly installCRDs: boolean
  readonly priorityClassName: string
  readonly multitenancy: { readonly enabled: boolean; readonly defaultServiceAccount: string }
  readonly web: { readonly enabled: boolean }
  readonly resources: Resources
}

/** Waits for nothing, so that it starts on an empty cluster and git can still repair it when all else is down. */
export const fluxOperator = defineComponent({
  name: 'flux-operator',
  namespace,
  provides: namespacedKinds(
    'fluxcd.controlplane.io',
    ['v1'],
    ['FluxInstance', 'FluxReport', 'ResourceSet', 'ResourceSetInputProvider'],
  ),
  helm: {
    chart: 'flux-operator',
    repository: 'oci://ghcr.io/controlplaneio-fluxcd/charts',
    version: '0.49.0',
    values: (): FluxOperatorValues => ({
      installCRDs: true,
      priorityClassName: 'system-cluster-critical',
      // A ResourceSet acts as an account of its own namespace, never as the operator, which is cluster-admin.
      multitenancy: { enabled: true, defaultServiceAccount: 'default' },
      // Shows every object of every tenant to whoever reaches its port.
      web: { enabled: false },
      resources: resources('100m', '256Mi'),
    }),
  },
  build: chart => addNamespace(chart, namespace, 'restricted'),
})
