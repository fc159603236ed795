import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '../../manifest/manifest.ts'
import { contentHash } from '../content-hash.ts'
import { credentialsOf, type DatabaseSite } from './database-site.ts'

/** SQL files by name, in the order in which they are applied. */
export type MigrationFiles = ReadonlyMap<string, string>

/** The `.sql` files of a folder. Throws what `readdirSync` throws where there is none. */
export function readMigrations(folder: string): MigrationFiles {
  const names = readdirSync(folder).filter(name => name.endsWith('.sql'))
  return new Map(names.sort().map(name => [name, readFileSync(join(folder, name), 'utf8')]))
}

/** The files, and the object that has Atlas apply those that the database has not seen. */
export function migrationObjects(database: DatabaseSite, files: MigrationFiles): Manifest[] {
  const data = { ...Object.fromEntries(files), 'atlas.sum': checksums(files) }
  const name = `${database.name}-migrations`
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data },
    {
      apiVersion: 'db.atlasgo.io/v1alpha1',
      kind: 'AtlasMigration',
      // The operator looks at a changed ConfigMap only when the object itself changes.
      metadata: {
        name: database.name,
        annotations: { [`${database.site.tenant.tenancy.labelPrefix}/inputs-hash`]: contentHash(data) },
      },
      spec: {
        urlFrom: { secretKeyRef: { name: credentialsOf(database), key: 'uri' } },
        dir: { configMapRef: { name } },
      },
    },
  ]
}

/**
 * `atlas.sum` as `atlas migrate hash` writes it: each line vouches for its file and all before it.
 * @see https://atlasgo.io/concepts/migration-directory-integrity
 */
export function checksums(files: MigrationFiles): string {
  const running = createHash('sha256')
  const lines = [...files].map(([name, sql]) => {
    running.update(name).update(sql)
    return { name, sum: running.copy().digest('base64') }
  })
  const total = createHash('sha256')
  for (const { name, sum } of lines) total.update(name).update(sum)
  return [`h1:${total.digest('base64')}`, ...lines.map(({ name, sum }) => `${name} h1:${sum}`), ''].join('\n')
}
