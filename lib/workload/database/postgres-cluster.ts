import type { Manifest } from '../../manifest/manifest.ts'
import { containerResources } from '../pod.ts'
import { appRole, backupPlugin, databaseLabel, type DatabaseSite } from './database-site.ts'

const postgres = 'postgresql.cnpg.io/v1'

/**
 * Three instances where services run more than once, so that one can fail while another is updated; else one.
 * @see https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/#clusterspec
 */
export function postgresCluster(database: DatabaseSite): Manifest {
  const instances = database.site.standard.minReplicas >= 2 ? 3 : 1
  return cluster(database.name, database, {
    instances,
    enablePDB: instances > 1,
    bootstrap: { initdb: { database: appRole, owner: appRole, dataChecksums: true } },
    plugins: [{ name: backupPlugin, isWALArchiver: true, parameters: { barmanObjectName: database.name } }],
  })
}

/** A copy made from the newest backup. It archives nothing, so that it can never touch the backups it came from. */
export function restoredCluster(name: string, database: DatabaseSite): Manifest {
  const parameters = { barmanObjectName: database.name, serverName: database.name }
  const recovery = { source: 'backup', database: appRole, owner: appRole, secret: { name: `${database.name}-app` } }
  return cluster(name, database, {
    instances: 1,
    enablePDB: false,
    bootstrap: { recovery },
    externalClusters: [{ name: 'backup', plugin: { name: backupPlugin, parameters } }],
  })
}

function cluster(name: string, database: DatabaseSite, more: object): Manifest {
  const { options, platform } = database
  const { cpuMillis, memoryMi } = options.resources ?? { cpuMillis: 250, memoryMi: 512 }
  return {
    apiVersion: postgres,
    kind: 'Cluster',
    metadata: { name },
    spec: {
      imageName: platform.image,
      enableSuperuserAccess: false,
      inheritedMetadata: { labels: databaseLabel(database) },
      storage: { size: `${options.storageGi}Gi` },
      resources: containerResources({ cpuMillis, memoryMi }),
      postgresql: { parameters: { shared_buffers: `${Math.floor(memoryMi / 4)}MB` } },
      affinity: { topologyKey: 'topology.kubernetes.io/zone', podAntiAffinityType: 'preferred' },
      ...more,
    },
  }
}

/** Many short connections of the app become a few of the database. */
export function pooler(database: DatabaseSite): Manifest {
  return {
    apiVersion: postgres,
    kind: 'Pooler',
    metadata: { name: poolerName(database) },
    spec: {
      cluster: { name: database.name },
      type: 'rw',
      instances: database.site.standard.minReplicas,
      pgbouncer: { poolMode: 'transaction', parameters: { max_client_conn: '1000', max_prepared_statements: '100' } },
      template: {
        spec: {
          containers: [{ name: 'pgbouncer', resources: containerResources({ cpuMillis: 50, memoryMi: 64 }) }],
        },
      },
    },
  }
}

/** Also the name of its Service. */
export function poolerName({ name }: DatabaseSite): string {
  return `${name}-pooler`
}
