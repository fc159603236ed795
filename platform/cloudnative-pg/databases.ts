import type { Backups } from '../../lib/workload/database/database-platform.ts'
import type { Layers } from '../../lib/fleet/layers.ts'
import { dev, production } from '../environments.ts'

export const postgresNamespace = 'cnpg-system'
export const atlasNamespace = 'atlas-operator'

/** Where backups go, and how long they are kept: as long as the books of the year ask for where it counts. */
export const backups: Layers<Backups> = {
  default: { destination: 's3://acme-database-backups', keepDays: 14 },
  environments: { [dev.name]: { keepDays: 3 }, [production.name]: { keepDays: 90 } },
}
