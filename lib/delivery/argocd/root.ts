import type { IApplication } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application'
import type { Cluster } from '../../fleet/cluster.ts'
import type { GitSource } from '../../fleet/fleet.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { gitSource, syncPolicy } from './application.ts'
import { argocdNamespace, inCluster, rootName } from './names.ts'

/**
 * The Application of a cluster's projects and Applications. It stands outside the folder it reads, and has no
 * finalizer: deleting it by hand stops delivery and takes nothing away.
 */
export function rootApplication(cluster: Cluster, git: GitSource): Manifest {
  const path = `${git.path}/${cluster.name}/delivery`
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: rootName(cluster),
      namespace: argocdNamespace,
      annotations: { 'argocd.argoproj.io/manifest-generate-paths': `/${path}` },
    },
    spec: {
      project: rootName(cluster),
      destination: { ...inCluster, namespace: argocdNamespace },
      source: gitSource(git, path),
      syncPolicy: syncPolicy(cluster),
    },
  } satisfies IApplication
}
