import type { Cluster } from '../fleet/cluster.ts'
import { resolve, type Layers } from '../fleet/layers.ts'

/** A Helm chart as the source of a unit: what a definition says. `V` types the values, `S` the unit's settings. */
export interface HelmChart<V extends object, S> {
  readonly chart: string
  /** A Helm index (`https://…`) or an OCI registry path without the chart's name (`oci://…`). */
  readonly repository: string
  /** Exact SemVer, as the repository publishes it. */
  readonly version: string | Layers<string>
  /** Name of the Helm release. @default the unit's name */
  readonly release?: string
  /** Passed to Helm unchanged, null included (null removes a default of the chart). */
  readonly values: (cluster: Cluster, settings: S) => V
}

/** A Helm chart as it is on one cluster. */
export interface HelmRelease {
  readonly chart: string
  readonly repository: string
  readonly version: string
  readonly release: string
  readonly values: object
}

/** The version as layers, also where the definition says one for all clusters. */
export function versionLayers({ version }: { readonly version: string | Layers<string> }): Layers<string> {
  return typeof version === 'string' ? { default: version } : version
}

export function versionOn(helm: { readonly version: string | Layers<string> }, cluster: Cluster): string {
  return resolve(versionLayers(helm), cluster)
}
