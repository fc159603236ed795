import { namespacedKinds } from '../../lib/unit/custom-kind.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { atlasNamespace } from '../cloudnative-pg/databases.ts'
import { addNamespace } from '../namespace.ts'
import { resources, type Resources } from '../resources.ts'
import { restrictedContainer } from '../restricted-container.ts'

interface AtlasOperatorValues {
  readonly prewarmDevDB: boolean
  readonly resources: Resources
  readonly podSecurityContext: object
  readonly containerSecurityContext: object
}

/** Applies the migrations of databases. */
export const atlasOperator = defineComponent({
  name: 'atlas-operator',
  namespace: atlasNamespace,
  provides: namespacedKinds('db.atlasgo.io', ['v1alpha1'], ['AtlasMigration', 'AtlasSchema']),
  helm: {
    chart: 'atlas-operator',
    repository: 'oci://ghcr.io/ariga/charts',
    version: '0.7.37',
    values: (): AtlasOperatorValues => ({
      // Versioned migrations need no scratch database.
      prewarmDevDB: false,
      resources: resources('50m', '256Mi'),
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      // It unpacks migrations below its root folder.
      containerSecurityContext: { ...restrictedContainer, readOnlyRootFilesystem: false, runAsUser: 65532 },
    }),
  },
  build: chart => addNamespace(chart, atlasNamespace, 'restricted'),
})
