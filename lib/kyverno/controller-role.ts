import type { Manifest } from '../manifest/manifest.ts'
import { resourcesOf, type KindName } from './match.ts'

export interface ControllerRole {
  /** Name of the policy that needs it. */
  readonly policy: string
  readonly controller: 'cleanup' | 'background'
  readonly kinds: readonly KindName[]
  readonly verbs: readonly string[]
}

/**
 * The right of one of Kyverno's controllers to do what a policy asks of it: by itself it may only read, and a policy that it
 * may not carry out is refused or does nothing. The controller's role gathers roles with this label.
 * @see https://kyverno.io/docs/installation/customization/#role-based-access-controls
 */
export function controllerRole({ policy, controller, kinds, verbs }: ControllerRole): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: {
      name: `kyverno:policy:${policy}`,
      labels: { [`rbac.kyverno.io/aggregate-to-${controller}-controller`]: 'true' },
    },
    rules: resourcesOf(kinds).map(rule => ({ ...rule, verbs: ['get', 'list', 'watch', ...verbs] })),
  }
}
