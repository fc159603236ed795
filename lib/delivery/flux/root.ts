import type { IKustomization } from '@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1/Kustomization'
import type { IGitRepository } from '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1/GitRepository'
import type { Cluster } from '../../fleet/cluster.ts'
import type { GitSource } from '../../fleet/fleet.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { fluxNamespace } from '../../unit/deployer.ts'
import { reconciliation } from './kustomization.ts'
import { previewChart } from '../preview-values.ts'
import { controllerAccounts, sourceName } from './names.ts'

/** The source of a cluster and the Kustomization of its Kustomizations, which stands outside the folder it reads. */
export function fluxRoot(cluster: Cluster, git: GitSource): Manifest[] {
  return [gitRepository(cluster, git), rootKustomization(cluster, git)]
}

function gitRepository(cluster: Cluster, { repository, branch, path }: GitSource): Manifest {
  const url = sshUrl(repository)
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: sourceName, namespace: fluxNamespace },
    spec: {
      interval: '1m',
      url,
      ref: { branch },
      sparseCheckout: [`${path}/${cluster.name}`, previewChart],
      ...(url.startsWith('ssh://') ? { secretRef: { name: sourceName } } : {}),
    },
  } satisfies IGitRepository
}

/** Kustomizations of units have no dot in their name: none can be the root. */
function rootKustomization(cluster: Cluster, { path }: GitSource): Manifest {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: `root.${cluster.name}`, namespace: fluxNamespace },
    spec: {
      ...reconciliation(cluster, `${path}/${cluster.name}/delivery`),
      // Deleting the root by hand stops delivery and takes nothing away.
      deletionPolicy: 'Orphan',
      serviceAccountName: controllerAccounts.kustomize,
      timeout: '3m',
      wait: false,
    },
  } satisfies IKustomization
}

/** Flux reads addresses only, not the short form of git: `git@host:path` is `ssh://git@host/path`. */
function sshUrl(repository: string): string {
  return repository.replace(/^([^/:@]+@[^/:]+):(?!\/\/)/, 'ssh://$1/')
}
