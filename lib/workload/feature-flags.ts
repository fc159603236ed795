import type { Manifest } from '../manifest/manifest.ts'
import { addObject } from './add-object.ts'
import { instanceLabels } from './labels.ts'
import type { Need } from './need.ts'
import { tcp, toControlPlane } from './network.ts'
import type { Unit } from '../unit/unit.ts'

/** A flag that is on or off, and which it is when nothing else is said. */
export interface FlagOptions {
  readonly on: boolean
  /** JsonLogic that picks `on` or `off`. @default always the default */
  readonly targeting?: object
}

export type DefineFeatureFlags = (flags: Readonly<Record<string, FlagOptions>>) => Need

const apiVersion = 'core.openfeature.dev/v1beta1'
const port = 8013

/** The `featureFlags` of a platform: OpenFeature flags in git, served by a flagd beside the app, as `FLAGD_HOST` and `FLAGD_PORT`. */
export function featureFlagsOn(operator: Unit): DefineFeatureFlags {
  return flags => ({
    after: [operator],
    provide(scope, owner, { namespace }) {
      const name = `${owner}-flags`
      for (const object of flagObjects(name, namespace, flags)) addObject(scope, object)
      const pods = { podSelector: { matchLabels: { app: name } } }
      const app = { podSelector: { matchLabels: instanceLabels(owner) } }
      addObject(scope, networkOf(name, pods, app))
      return {
        environment: [
          { name: 'FLAGD_HOST', value: name },
          { name: 'FLAGD_PORT', value: String(port) },
        ],
        egress: [{ to: [pods], ports: [tcp(port)] }],
      }
    },
  })
}

function flagObjects(name: string, namespace: string, flags: Readonly<Record<string, FlagOptions>>): Manifest[] {
  const metadata = { name }
  const specs = Object.entries(flags).map(([key, flag]) => [key, specOf(flag)])
  return [
    { apiVersion, kind: 'FeatureFlag', metadata, spec: { flagSpec: { flags: Object.fromEntries(specs) } } },
    {
      apiVersion,
      kind: 'FeatureFlagSource',
      metadata,
      spec: { sources: [{ source: `${namespace}/${name}`, provider: 'kubernetes' }], port },
    },
    { apiVersion, kind: 'Flagd', metadata, spec: { replicas: 2, featureFlagSource: name, serviceType: 'ClusterIP' } },
  ]
}

interface Pods {
  readonly podSelector: { readonly matchLabels: Record<string, string> }
}

function networkOf(name: string, pods: Pods, app: Pods): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: {
      ...pods,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [app], ports: [tcp(port)] }],
      egress: [toControlPlane],
    },
  }
}

/** @see https://flagd.dev/reference/flag-definitions/ */
function specOf({ on, targeting }: FlagOptions): object {
  return {
    state: 'ENABLED',
    variants: { on: true, off: false },
    defaultVariant: on ? 'on' : 'off',
    ...(targeting && { targeting }),
  }
}
