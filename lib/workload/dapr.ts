import type { Unit } from '../unit/unit.ts'
import { addObject } from './add-object.ts'
import { externalSecret, secretsName } from './external-secret.ts'
import type { Need } from './need.ts'
import type { Secrets } from './secret.ts'

/** A building block of Dapr that the app talks to through its sidecar. */
export interface DaprComponent {
  /** Name under which the app asks for it. */
  readonly name: string
  /** E.g. `state.postgresql` or `pubsub.kafka`. @see https://docs.dapr.io/reference/components-reference/ */
  readonly type: `${'state' | 'pubsub' | 'bindings' | 'configuration' | 'lock'}.${string}`
  /** @default 'v1' */
  readonly version?: string
  readonly metadata?: Readonly<Record<string, string>>
  /** Metadata whose value is in the tenant's store. @default none */
  readonly secrets?: Secrets
}

export type DefineDaprComponent = (component: DaprComponent) => Need

/** The `daprComponent` of a platform; only the app that needs it may use it. */
export function daprOn(operator: Unit): DefineDaprComponent {
  return ({ name, type, version = 'v1', metadata = {}, secrets = {} }) => ({
    after: [operator],
    provide(scope, owner) {
      const component = `${owner}-${name}`
      const fromStore = (key: string) => ({ name: key, secretKeyRef: { name: secretsName(component), key } })
      if (Object.keys(secrets).length > 0) addObject(scope, externalSecret(component, secrets))
      addObject(scope, {
        apiVersion: 'dapr.io/v1alpha1',
        kind: 'Component',
        metadata: { name: component },
        spec: {
          type,
          version,
          metadata: [
            ...Object.entries(metadata).map(([key, value]) => ({ name: key, value })),
            ...Object.keys(secrets).map(fromStore),
          ],
        },
        scopes: [owner],
      })
      return {
        environment: [{ name: `DAPR_${name.toUpperCase().replaceAll('-', '_')}`, value: component }],
        egress: [],
      }
    },
  })
}
