import type { Selector } from '../fleet/selector.ts'
import type { Layers } from '../fleet/layers.ts'
import type { Unit } from '../unit/unit.ts'
import type { Endpoint } from './endpoint.ts'
import type { Releases } from './releases.ts'
import type { DefinedSlo } from '../slo/slo-definition.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Values, Variables } from './variable.ts'
import type { Resources } from './workload-props.ts'

/** A unit that is a workload of a tenant. */
export interface App extends Unit {
  readonly layer: 'apps'
  readonly namespace: string
  readonly tenant: Tenant
  /** Names of the variables it declares. */
  readonly declares: readonly string[]
  readonly sharedValues: SharedValues | undefined
}

/** An app that others may call. */
export interface Service extends App, Endpoint {
  readonly on: Selector
}

/** How big an app is on a cluster. */
export interface Size extends Resources {
  /** Fewest pods. */
  readonly min: number
  /** Most pods; where it is `min`, nothing scales the app. */
  readonly max: number
}

/** What every app says; the kind of app adds to it. */
export interface AppDefinition<V extends Variables> {
  /** DNS label, unique in the estate. */
  readonly name: string
  readonly tenant: Tenant
  /** Repository of the image, without a tag: `releases` has the tags. */
  readonly image: string
  readonly releases: Releases
  /** @default the clusters of its tenant */
  readonly on?: Selector
  /** @default 100 mCPU, 128 MiB; the cluster's least number of pods, three times that at most */
  readonly size?: Layers<Partial<Size>>
  /** What each environment provides for `variables`. @default nothing */
  readonly values?: Layers<Values<V>>
  /** Values that several apps share; an app takes what it declares. @default none */
  readonly sharedValues?: SharedValues
  /** Promises about it: rules, alerts and a dashboard wherever something counts its requests. @default none */
  readonly slos?: readonly DefinedSlo[]
  /** @default 'keep-data' */
  readonly onRemoval?: Unit['onRemoval']
}

/** Values that several apps share. */
export type SharedValues = Layers<Readonly<Record<string, unknown>>>
