import { resolve } from '../../fleet/layers.ts'
import type { Site } from '../site.ts'
import type { Backups, DatabaseOptions, DatabasePlatform } from './database-platform.ts'

/** One database on one cluster: what all its objects are made from. */
export interface DatabaseSite {
  /** `<app>-database`; its objects bear the name, or start with it. */
  readonly name: string
  readonly owner: string
  readonly site: Site
  readonly options: DatabaseOptions
  readonly platform: DatabasePlatform
  readonly backups: Backups
}

/** Name of the database and of its owner inside PostgreSQL. */
export const appRole = 'app'
/** Name under which CloudNativePG knows the backup plugin. */
export const backupPlugin = 'barman-cloud.cloudnative-pg.io'

export function databaseSite(owner: string, site: Site, of: Pick<DatabaseSite, 'options' | 'platform'>): DatabaseSite {
  return { name: `${owner}-database`, owner, site, ...of, backups: resolve(of.platform.backups, site.cluster) }
}

/** Label of the pods of the database and of its restored copy. */
export function databaseLabel({ name, site }: DatabaseSite): Record<string, string> {
  return { [`${site.tenant.tenancy.labelPrefix}/database`]: name }
}

/** Secret that CloudNativePG makes for the app: username, password, dbname, uri. */
export function credentialsOf({ name }: DatabaseSite): string {
  return `${name}-app`
}
