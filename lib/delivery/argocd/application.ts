import type { IApplication } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application'
import type { Cluster } from '../../fleet/cluster.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { HelmRelease } from '../../unit/helm-chart.ts'
import type { OwnedField } from '../../unit/owned-field.ts'
import { fieldOwners } from '../field-owners.ts'
import type { PlacedUnit } from '../placed-unit.ts'
import { unitPath } from '../unit-path.ts'
import {
  applicationName,
  argocdNamespace,
  chartRepository,
  destinationNamespace,
  destinationOf,
  projectName,
} from './names.ts'

type Spec = IApplication['spec']
type Source = NonNullable<Spec['sources']>[number]

/**
 * One unit as an Application. Its objects go with it, by the finalizer: removing a unit removes its Application.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
 */
export function application(placed: PlacedUnit): Manifest {
  const { unit, cluster, wave } = placed
  const ignored = [...unit.ownedFields, ...fieldOwners(placed)]
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: applicationName(cluster, unit.name),
      namespace: argocdNamespace,
      annotations: { 'argocd.argoproj.io/sync-wave': String(wave), ...refreshPaths(placed) },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: projectName(cluster, unit.tenant?.name),
      destination: {
        ...destinationOf(cluster),
        namespace: destinationNamespace(unit.namespace ?? unit.tenant?.namespace),
      },
      ...sources(placed),
      ...(ignored.length > 0 ? { ignoreDifferences: ignored.map(ignoreDifference) } : {}),
      syncPolicy: syncPolicy(cluster, ignored.length > 0 ? ['RespectIgnoreDifferences=true'] : []),
    },
  } satisfies IApplication
}

/**
 * How Argo CD applies what belongs to a cluster. It never tries a failed commit again by itself: the retries have no end,
 * and take the newest commit, so that what failed for want of something else, or was mended since, gets there.
 */
export function syncPolicy({ environment }: Cluster, more: readonly string[] = []): NonNullable<Spec['syncPolicy']> {
  return {
    automated: { ...environment.sync },
    retry: { limit: -1, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
    // A namespace made by CreateNamespace is not tracked: namespaces are rendered.
    syncOptions: ['ServerSideApply=true', 'ApplyOutOfSyncOnly=true', 'CreateNamespace=false', ...more],
  }
}

/** Only a change below these paths makes Argo CD render again; an Application of a chart alone reads nothing in git. */
function refreshPaths(placed: PlacedUnit): Record<string, string> {
  return placed.manifests.length > 0 ? { 'argocd.argoproj.io/manifest-generate-paths': `/${unitPath(placed)}` } : {}
}

function sources(placed: PlacedUnit): Pick<Spec, 'source' | 'sources'> {
  const { helm, manifests, git } = placed
  const all = [
    ...(helm ? [chartSource(helm)] : []),
    ...(manifests.length > 0 ? [gitSource(git, unitPath(placed))] : []),
  ]
  return all.length === 1 ? { source: all[0]! } : { sources: all }
}

function chartSource({ chart, repository, version, release, values }: HelmRelease): Source {
  return {
    repoURL: chartRepository(repository),
    chart,
    targetRevision: version,
    helm: { releaseName: release, valuesObject: values as Record<string, unknown> },
  }
}

/** A folder of git, without the folders in it. */
export function gitSource({ repository, branch }: PlacedUnit['git'], path: string): Source {
  return { repoURL: repository, targetRevision: branch, path, directory: { recurse: false } }
}

function ignoreDifference({ group, kind, name, namespace, pointers }: OwnedField) {
  return {
    ...(group === '' ? {} : { group }),
    kind,
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
    jsonPointers: [...pointers],
  }
}
