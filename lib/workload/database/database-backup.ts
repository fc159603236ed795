import type { Manifest } from '../../manifest/manifest.ts'
import { externalSecret, secretsName } from '../external-secret.ts'
import { containerResources } from '../pod.ts'
import { secret } from '../secret.ts'
import { backupPlugin, type DatabaseSite } from './database-site.ts'

/** Fields of the tenant's entry `backup` in its store. */
const accessKeys = {
  ACCESS_KEY_ID: secret({ key: 'backup' }),
  ACCESS_SECRET_KEY: secret({ key: 'backup' }),
}

/** Where write-ahead logs go as they are written, and a full copy every night. */
export function databaseBackup(database: DatabaseSite): Manifest[] {
  const { name } = database
  return [
    externalSecret(name, accessKeys) as Manifest,
    objectStore(database),
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: { name },
      spec: {
        cluster: { name },
        schedule: '0 30 1 * * *', // seconds come first
        immediate: true,
        backupOwnerReference: 'self',
        method: 'plugin',
        pluginConfiguration: { name: backupPlugin },
      },
    },
  ]
}

/** @see https://cloudnative-pg.io/plugin-barman-cloud/docs/usage */
function objectStore({ name, site, backups }: DatabaseSite): Manifest {
  const key = (field: keyof typeof accessKeys) => ({ name: secretsName(name), key: field })
  return {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name },
    spec: {
      retentionPolicy: `${backups.keepDays}d`,
      instanceSidecarConfiguration: { resources: containerResources({ cpuMillis: 50, memoryMi: 256 }) },
      configuration: {
        destinationPath: `${backups.destination}/${site.cluster.name}/${site.namespace}`,
        ...(backups.endpoint && { endpointURL: backups.endpoint }),
        s3Credentials: { accessKeyId: key('ACCESS_KEY_ID'), secretAccessKey: key('ACCESS_SECRET_KEY') },
        wal: { compression: 'gzip', encryption: 'AES256' },
        data: { compression: 'gzip', encryption: 'AES256' },
      },
    },
  }
}
