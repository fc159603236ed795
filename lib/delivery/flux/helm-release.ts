import type { IHelmRelease } from '@kubernetes-models/flux-cd/helm.toolkit.fluxcd.io/v2/HelmRelease'
import type { IHelmRepository } from '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1/HelmRepository'
import type { IOCIRepository } from '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1/OCIRepository'
import type { Manifest } from '../../manifest/manifest.ts'
import { fluxNamespace, tenantAccount } from '../../unit/deployer.ts'
import type { HelmRelease } from '../../unit/helm-chart.ts'
import type { Unit } from '../../unit/unit.ts'
import type { PlacedUnit } from '../placed-unit.ts'
import { ignoreRule } from './ignore-rule.ts'
import { controllerAccounts } from './names.ts'

type Spec = NonNullable<IHelmRelease['spec']>

/** The chart of a unit as a release and the source it comes from. */
export function helmRelease({ unit, cluster }: PlacedUnit, helm: HelmRelease): Manifest[] {
  const oci = helm.repository.startsWith('oci://')
  const metadata = { name: unit.name, namespace: placeOf(unit).namespace }
  return [
    oci ? ociRepository(metadata, helm) : helmRepository(metadata, helm),
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata,
      spec: {
        interval: '60m',
        timeout: '5m',
        releaseName: helm.release,
        ...placeOf(unit).spec,
        ...(oci ? { chartRef: { kind: 'OCIRepository', name: unit.name } } : { chart: { spec: chartOf(unit, helm) } }),
        install: { crds: 'CreateReplace', remediation: { retries: 3 } },
        upgrade: { crds: 'CreateReplace', remediation: { retries: 3, remediateLastFailure: true } },
        driftDetection: {
          mode: cluster.environment.sync.selfHeal ? 'enabled' : 'warn',
          ...(unit.ownedFields.length > 0 ? { ignore: unit.ownedFields.map(ignoreRule) } : {}),
        },
        ...(unit.onRemoval === 'keep-data' ? { postRenderers: keepData } : {}),
        values: helm.values as Record<string, unknown>,
      },
    } satisfies IHelmRelease,
  ]
}

/**
 * Where the release stands and who installs it. A tenant's app is released in its namespace, as its tenant. What the
 * platform releases stands beside Flux, where the account of the helm-controller is: an account that may do
 * everything must not lie in every namespace, nor leave with the release it has to uninstall.
 */
function placeOf({ tenant, namespace = fluxNamespace }: Unit): { namespace: string; spec: Partial<Spec> } {
  return tenant === undefined
    ? {
        namespace: fluxNamespace,
        spec: { targetNamespace: namespace, storageNamespace: namespace, serviceAccountName: controllerAccounts.helm },
      }
    : { namespace, spec: { serviceAccountName: tenantAccount(tenant.name) } }
}

/** Helm leaves what carries this annotation: with a definition its objects would go, with a claim its data. */
const keepData: NonNullable<Spec['postRenderers']> = [
  {
    kustomize: {
      patches: [keep('apiextensions.k8s.io/v1', 'CustomResourceDefinition'), keep('v1', 'PersistentVolumeClaim')],
    },
  },
]

/** A patch of every object of a kind, whatever its name. */
function keep(apiVersion: string, kind: string) {
  const metadata = { name: 'any', annotations: { 'helm.sh/resource-policy': 'keep' } }
  return { target: { kind }, patch: JSON.stringify({ apiVersion, kind, metadata }) }
}

function chartOf({ name }: Unit, { chart, version }: HelmRelease) {
  return { chart, version, interval: '60m', sourceRef: { kind: 'HelmRepository', name } } as const
}

function helmRepository(metadata: Manifest['metadata'], { repository }: HelmRelease): Manifest {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata,
    spec: { interval: '60m', url: repository },
  } satisfies IHelmRepository
}

/** The registry knows a version by its tag, where `_` stands for `+`. */
function ociRepository(metadata: Manifest['metadata'], { repository, chart, version }: HelmRelease): Manifest {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata,
    spec: {
      interval: '60m',
      url: `${repository}/${chart}`,
      ref: { tag: version.replaceAll('+', '_') },
      layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
    },
  } satisfies IOCIRepository
}
