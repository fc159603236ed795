import type { IKustomization } from '@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1/Kustomization'
import type { Cluster } from '../../fleet/cluster.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { fluxNamespace, tenantAccount } from '../../unit/deployer.ts'
import type { Unit } from '../../unit/unit.ts'
import { fieldOwners, setFields } from '../field-owners.ts'
import { healthRulesFor } from '../health.ts'
import type { PlacedUnit } from '../placed-unit.ts'
import { unitPath } from '../unit-path.ts'
import { healthCheck } from './health-check.ts'
import { ignoreRule } from './ignore-rule.ts'
import { controllerAccounts, sourceName } from './names.ts'

type Spec = NonNullable<IKustomization['spec']>

/**
 * One unit as a Kustomization: applied once what it needs is healthy, and healthy once its own objects are.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export function kustomization(placed: PlacedUnit): Manifest {
  const { unit, cluster, needs, helm, manifests } = placed
  const ignored = setFields(fieldOwners(placed), manifests)
  const checks = healthRulesFor('flux', manifests).map(healthCheck)
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: unit.name, namespace: fluxNamespace },
    spec: {
      ...reconciliation(cluster, unitPath(placed)),
      ...(needs.length > 0 ? { dependsOn: needs.map(({ name }) => ({ name })) } : {}),
      // A chart is installed by a release that has its own timeout; waiting for less reports failures that are none.
      timeout: helm ? '10m' : '3m',
      wait: true,
      ...(checks.length > 0 ? { healthCheckExprs: checks } : {}),
      serviceAccountName: accountOf(unit),
      ...(ignored.length > 0 ? { ignore: ignored.map(ignoreRule) } : {}),
    },
  } satisfies IKustomization
}

/** What every Kustomization of a cluster says. An object that cannot be changed in place is never replaced by force. */
export function reconciliation({ environment }: Cluster, path: string) {
  return {
    sourceRef: { kind: 'GitRepository', name: sourceName },
    path: `./${path}`,
    interval: '60m',
    retryInterval: '2m',
    prune: environment.sync.prune,
    deletionPolicy: environment.sync.prune ? 'WaitForTermination' : 'Orphan',
    force: false,
  } satisfies Partial<Spec>
}

/** Apps act as their tenant. What makes tenants and the platform acts as the controller itself. */
function accountOf({ tenant }: Unit): string {
  return tenant === undefined ? controllerAccounts.kustomize : tenantAccount(tenant.name)
}
