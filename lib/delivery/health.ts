import type { Engine } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { groupKind, groupOf, versionOf } from '../manifest/object-key.ts'

/** What in an object's status tells that its controller is done with it. */
export type Signal = ConditionSignal | PhaseSignal

export interface ConditionSignal {
  /** Path to the list of conditions. */
  readonly conditions: readonly string[]
  /** Path to a list whose every entry holds such conditions. @default the conditions are the object's own */
  readonly each?: readonly string[]
  /** Healthy when all of these are True; with `any`, when one is. No type: when every condition there is. */
  readonly types: readonly string[]
  /** @default false */
  readonly any?: boolean
  /** Given up when one of these is False. @default never */
  readonly failed?: readonly string[]
}

export interface PhaseSignal {
  /** Path to the phase. */
  readonly phase: readonly string[]
  readonly healthy: readonly string[]
  readonly failed: readonly string[]
}

/** How to tell the health of one kind, for the engines that cannot tell it themselves. */
export interface HealthRule {
  readonly group: string
  readonly kind: string
  readonly version: string
  readonly signal: Signal
  /** Engines that do not know the kind. */
  readonly engines: readonly Engine[]
}

const both: readonly Engine[] = ['argocd', 'flux']
/** Argo CD ships a check of its own for these. */
const flux: readonly Engine[] = ['flux']

/** Kinds that are healthy for the same reason. Flux knows a `Ready` condition without being told. */
interface Row {
  readonly apiVersion: string
  readonly kinds: readonly string[]
  readonly engines: readonly Engine[]
  readonly signal: Signal
}

const table: readonly Row[] = [
  {
    // A DeletingPolicy and an exception never report anything: nothing to wait for.
    apiVersion: 'policies.kyverno.io/v1',
    kinds: ['GeneratingPolicy', 'ImageValidatingPolicy', 'MutatingPolicy', 'ValidatingPolicy'].flatMap(kind => [
      kind,
      `Namespaced${kind}`,
    ]),
    engines: both,
    signal: {
      conditions: ['status', 'conditionStatus', 'conditions'],
      types: [],
      failed: ['RBACPermissionsGranted'],
    },
  },
  {
    // https://gateway.envoyproxy.io/docs/api/extension_types/
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kinds: [
      'BackendTrafficPolicy',
      'ClientTrafficPolicy',
      'EnvoyExtensionPolicy',
      'EnvoyPatchPolicy',
      'SecurityPolicy',
    ],
    engines: both,
    signal: { each: ['status', 'ancestors'], conditions: ['conditions'], types: ['Accepted'], failed: ['Accepted'] },
  },
  {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kinds: ['Backend'],
    engines: both,
    signal: own(['Accepted'], ['Accepted']),
  },
  {
    // https://gateway-api.sigs.k8s.io/guides/implementers/
    apiVersion: 'gateway.networking.k8s.io/v1',
    kinds: ['Gateway'],
    engines: flux,
    signal: own(['Programmed'], ['Accepted']),
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kinds: ['GatewayClass'],
    engines: flux,
    signal: own(['Accepted'], ['Accepted']),
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kinds: ['GRPCRoute', 'HTTPRoute'],
    engines: flux,
    signal: {
      each: ['status', 'parents'],
      conditions: ['conditions'],
      types: ['Accepted', 'ResolvedRefs'],
      failed: ['Accepted', 'ResolvedRefs'],
    },
  },
  {
    // https://docs.flagger.app/usage/how-it-works#canary-status
    apiVersion: 'flagger.app/v1beta1',
    kinds: ['Canary'],
    engines: flux,
    signal: phase(['Initialized', 'Succeeded'], ['Failed']),
  },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kinds: ['Alertmanager', 'ThanosRuler'],
    engines: both,
    signal: own(['Available']),
  },
  { apiVersion: 'monitoring.coreos.com/v1', kinds: ['Prometheus'], engines: flux, signal: own(['Available']) },
  {
    // https://cert-manager.io/docs/trust/trust-manager/
    apiVersion: 'trust.cert-manager.io/v1alpha1',
    kinds: ['Bundle'],
    engines: both,
    signal: own(['Synced']),
  },
  {
    // https://velero.io/docs/main/api-types/
    apiVersion: 'velero.io/v1',
    kinds: ['BackupStorageLocation'],
    engines: both,
    signal: phase(['Available'], ['Unavailable']),
  },
  {
    apiVersion: 'velero.io/v1',
    kinds: ['Schedule'],
    engines: both,
    signal: phase(['Enabled'], ['FailedValidation']),
  },
  {
    apiVersion: 'velero.io/v1',
    kinds: ['Backup', 'Restore'],
    engines: both,
    signal: phase(['Completed'], ['FailedValidation', 'PartiallyFailed', 'Failed']),
  },
  {
    // https://chaos-mesh.org/docs/inspect-chaos-experiments/
    apiVersion: 'chaos-mesh.org/v1alpha1',
    kinds: 'AWS Azure Block DNS GCP HTTP IO JVM Kernel Network Pod Stress Time'.split(' ').map(what => `${what}Chaos`),
    engines: both,
    signal: { ...own(['AllInjected', 'AllRecovered'], ['Selected']), any: true },
  },
  {
    apiVersion: 'chaos-mesh.org/v1alpha1',
    kinds: ['Workflow'],
    engines: both,
    signal: { ...own(['Scheduled', 'Accomplished']), any: true },
  },
]

/** One row a kind. */
export const healthRules: readonly HealthRule[] = table.flatMap(({ apiVersion, kinds, engines, signal }) =>
  kinds.map(kind => ({ group: groupOf(apiVersion), version: versionOf(apiVersion), kind, engines, signal })),
)

/** The rules an engine needs for what a unit renders, each once. */
export function healthRulesFor(engine: Engine, manifests: readonly Manifest[]): HealthRule[] {
  const kinds = new Set(manifests.map(groupKind))
  return healthRules.filter(({ engines, group, kind }) => engines.includes(engine) && kinds.has(`${group}/${kind}`))
}

function own(types: readonly string[], failed: readonly string[] = []): ConditionSignal {
  return { conditions: ['status', 'conditions'], types, failed }
}

function phase(healthy: readonly string[], failed: readonly string[]): PhaseSignal {
  return { phase: ['status', 'phase'], healthy, failed }
}
