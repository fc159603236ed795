import type { ISecretStoreProvider } from '@kubernetes-models/external-secrets/external-secrets.io/v1/SecretStoreProvider'
import type { Cluster } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Unit } from '../unit/unit.ts'
import type { ContainerSizes } from './container-sizes.ts'
import type { PriceList } from './price-list.ts'
import type { Quota } from './quota.ts'

/** Pods of one namespace, as a NetworkPolicy finds them. */
export interface Peer {
  readonly namespace: string
  /** @default every pod of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>
}

/** What a tenant gets on a cluster when it asks for nothing special. */
export interface TierLimits {
  readonly quota: Quota
  readonly containers: ContainerSizes
}

/** Whose secrets a store may read, and where. */
export interface SecretScope {
  readonly tenant: string
  readonly namespace: string
  readonly cluster: Cluster
}

/** How a tenant's SecretStore reaches the tenant's secrets, and the objects in its namespace that this takes. */
export interface SecretBackend {
  readonly provider: ISecretStoreProvider
  readonly objects: readonly Manifest[]
}

/** What the platform decides about every tenant. */
export interface Tenancy<Tier extends string = string> {
  /** DNS name before the slash of our labels and annotations. */
  readonly labelPrefix: string
  /** Groups that the identity provider knows. */
  readonly groups: readonly string[]
  /** Handle of the organization on the code host, e.g. `@acme`; its teams are named as the groups. */
  readonly codeHost: string
  /** The group that owns what no team does. */
  readonly platformGroup: string
  readonly tiers: Readonly<Record<Tier, TierLimits>>
  readonly prices: PriceList
  /** Units that every tenant waits for: they provide the kinds that tenants and apps render everywhere. */
  readonly after: readonly Unit[]
  /** Units that a tenant waits for where they are: they provide the kinds that apps render on some clusters only. */
  readonly afterWherePresent: readonly Unit[]
  readonly dns: Peer
  readonly gateway: Peer
  readonly metrics: Peer
  readonly secretBackend: (scope: SecretScope) => SecretBackend
  /** Key in a tenant's part of the secret store that holds the webhook of its chat; property `webhook`. */
  readonly alertSecret: string
  /** Kinds that an app may render; its engine gets rights on these and no others. */
  readonly appKinds: readonly { readonly group: string; readonly kind: string }[]
  /** The unit that provides kube-green's SleepInfo; where it is not, nothing sleeps. */
  readonly sleeper: Unit
}
