import type { Construct } from 'constructs'
import { addObject } from '../add-object.ts'
import type { Connection, Need } from '../need.ts'
import { tcp } from '../network.ts'
import { podMonitorOf } from '../monitor.ts'
import { report } from '../report.ts'
import { databaseBackup } from './database-backup.ts'
import { databaseNetwork, poolerPods } from './database-network.ts'
import type { DatabaseOptions, DatabasePlatform } from './database-platform.ts'
import { appRole, credentialsOf, databaseSite, type DatabaseSite } from './database-site.ts'
import { migrationObjects, readMigrations } from './migrations.ts'
import { pooler, poolerName, postgresCluster } from './postgres-cluster.ts'
import { restoreDrill } from './restore-drill.ts'

/** A PostgreSQL of the app's own, as `DATABASE_URL` and the `PG…` variables of libpq. */
export type DefineDatabase = (options: DatabaseOptions) => Need

/** The `database` of a platform. */
export function databasesOn(platform: DatabasePlatform): DefineDatabase {
  return options => ({
    after: platform.after,
    provide: (scope, owner, site) => provide(scope, databaseSite(owner, site, { options, platform })),
  })
}

function provide(scope: Construct, database: DatabaseSite): Connection {
  const { name, site, options } = database
  for (const object of [
    postgresCluster(database),
    pooler(database),
    ...databaseBackup(database),
    ...databaseNetwork(database),
    ...restoreDrill(database),
    podMonitorOf(name, { 'cnpg.io/cluster': name }, { port: 'metrics', site }),
  ]) {
    addObject(scope, object)
  }
  if (options.migrations !== undefined) addMigrations(scope, database, options.migrations)
  report(scope, name, sizeProblems(options))
  return connection(database)
}

function addMigrations(scope: Construct, database: DatabaseSite, folder: string): void {
  try {
    const files = readMigrations(folder)
    if (files.size === 0) throw new Error('no .sql file in it')
    for (const object of migrationObjects(database, files)) addObject(scope, object)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    report(scope, database.name, [`migrations "${folder}": ${reason}; name the folder that holds the .sql files`])
  }
}

function sizeProblems({ storageGi, restored }: DatabaseOptions): string[] {
  return [
    ...(Number.isInteger(storageGi) && storageGi > 0 ? [] : [`storageGi is ${storageGi}; use a whole number from 1`]),
    ...(restored?.includes('$$') ? ['restored holds "$$", which ends the block it is asked in; quote otherwise'] : []),
  ]
}

function connection(database: DatabaseSite): Connection {
  const from = (key: string) => ({ valueFrom: { secretKeyRef: { name: credentialsOf(database), key } } })
  const host = poolerName(database)
  return {
    environment: [
      { name: 'PGHOST', value: host },
      { name: 'PGPORT', value: '5432' },
      { name: 'PGDATABASE', value: appRole },
      { name: 'PGUSER', ...from('username') },
      { name: 'PGPASSWORD', ...from('password') },
      // Kubernetes fills in what the lines above brought.
      { name: 'DATABASE_URL', value: `postgresql://$(PGUSER):$(PGPASSWORD)@${host}:5432/${appRole}` },
    ],
    egress: [{ to: [poolerPods(database)], ports: [tcp(5432)] }],
  }
}
