import type { Manifest } from '../manifest/manifest.ts'

/** One object and the one file it goes to. */
export interface RenderedFile {
  /** Relative to dist, with `/`: `<cluster>/<layer>/<unit>/<namespace>.<kind>.<name>.yaml`. */
  readonly path: string
  readonly cluster: string
  /** Cluster whose API server holds the object: the hub, for the delivery of a cluster that has one. */
  readonly livesOn: string
  /** `layer/name` of the unit; `delivery` or `bootstrap` for what belongs to the cluster as a whole. */
  readonly unit: string
  /** Where the definition stands, as `file:line`. */
  readonly source: string
  readonly manifest: Manifest
}
