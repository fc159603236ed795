import type { ExampleObject } from './example.ts'

const repository = 'https://git.acme.internal/platform.git'

/** An Argo CD Application of an example, that applies a folder of dist. */
export function application(name: string, folder: string, directory?: object): ExampleObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd' },
    spec: {
      project: 'platform',
      destination: { name: 'in-cluster', namespace: name },
      sources: [
        { repoURL: repository, targetRevision: 'main', path: `dist/${folder}`, ...(directory && { directory }) },
      ],
    },
  }
}

/** An Argo CD Application of an example, that installs a Helm chart. */
export function chartApplication(name: string, chart: object): ExampleObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd' },
    spec: { destination: { name: 'in-cluster', namespace: name }, sources: [chart] },
  }
}

/** A Flux Kustomization of an example, that applies a folder of dist. */
export function kustomization(name: string, folder: string): ExampleObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: { path: `./dist/${folder}`, sourceRef: { kind: 'GitRepository', name: 'dist' } },
  }
}

/** A FluxInstance of an example, whose sync applies a folder of dist. */
export function fluxInstance(folder: string): ExampleObject {
  return {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'flux-system' },
    spec: { sync: { kind: 'GitRepository', url: repository, path: `dist/${folder}` } },
  }
}
