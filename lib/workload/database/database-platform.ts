import type { Layers } from '../../fleet/layers.ts'
import type { Peer } from '../../tenant/tenancy.ts'
import type { Unit } from '../../unit/unit.ts'

/** Where backups of a cluster's databases lie. */
export interface Backups {
  /** Bucket and folder; each tenant gets a folder below. */
  readonly destination: `s3://${string}`
  /** Address of the store, where it is not the cloud's own. */
  readonly endpoint?: `https://${string}`
  readonly keepDays: number
}

/** What the platform decides about every database. */
export interface DatabasePlatform {
  /** Units that provide CloudNativePG, its backup plugin and the migration operator. */
  readonly after: readonly Unit[]
  /** Pods of the operators, which look after the database from outside. */
  readonly operators: { readonly postgres: Peer; readonly migrations: Peer }
  /** Image of PostgreSQL, exact. */
  readonly image: string
  /** Image of kubectl, exact; restore drills run it. */
  readonly kubectl: string
  readonly backups: Layers<Backups>
}

/** What an app says about its database. */
export interface DatabaseOptions {
  readonly storageGi: number
  /** @default 250 mCPU, 512 MiB, of which PostgreSQL keeps a quarter as shared buffers */
  readonly resources?: { readonly cpuMillis: number; readonly memoryMi: number }
  /** Folder of SQL files, applied in the order of their names before they are needed. @default the app migrates itself */
  readonly migrations?: string
  /** SQL condition that a restored copy has to meet. @default it has a table */
  readonly restored?: string
}
