import { namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { certManager } from '../cert-manager/cert-manager.ts'
import { resources, type Resources } from '../resources.ts'
import { cloudNativePg } from './cloudnative-pg.ts'
import { postgresNamespace } from './databases.ts'

interface BarmanCloudValues {
  readonly resources: Resources
  readonly priorityClassName: string
}

/** Writes backups of PostgreSQL to object stores. It has to run beside the operator; cert-manager secures their talk. */
export const barmanCloud = defineComponent({
  name: 'plugin-barman-cloud',
  namespace: postgresNamespace,
  after: [cloudNativePg, certManager],
  provides: namespacedKinds('barmancloud.cnpg.io', ['v1'], ['ObjectStore']),
  helm: {
    chart: 'plugin-barman-cloud',
    repository: 'https://cloudnative-pg.github.io/charts',
    version: '0.7.0',
    values: (): BarmanCloudValues => ({
      resources: resources('50m', '128Mi'),
      priorityClassName: 'system-cluster-critical',
    }),
  },
})
