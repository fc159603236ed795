import type { IHelmRelease } from '@kubernetes-models/flux-cd/helm.toolkit.fluxcd.io/v2/HelmRelease'
import type { Manifest } from '../../manifest/manifest.ts'
import { fluxNamespace } from '../../unit/deployer.ts'
import { pullRequest } from '../../unit/preview.ts'
import type { PlacedPreview, PlacedUnit } from '../placed-unit.ts'
import { expression, previewChart, previewChartVersion, previewValues, type TemplateSyntax } from '../preview-values.ts'
import { controllerAccounts, sourceName } from './names.ts'

const apiVersion = 'fluxcd.controlplane.io/v1'
const syntax: TemplateSyntax = { open: '<<', close: '>>', number: 'inputs.id', commit: 'inputs.sha' }

/**
 * A Helm release for every open pull request, and what finds them. Only its number and its commit get into the release:
 * nothing that the author of a pull request words.
 * @see https://fluxoperator.dev/docs/crd/resourcesetinputprovider/
 */
export function resourceSet({ unit }: PlacedUnit, preview: PlacedPreview): Manifest[] {
  const metadata = { name: `preview-${unit.name}`, namespace: fluxNamespace }
  const { repository, label, maxOpen, secret } = preview
  return [
    {
      apiVersion,
      kind: 'ResourceSetInputProvider',
      metadata: { ...metadata, annotations: { 'fluxcd.controlplane.io/reconcileEvery': '5m' } },
      spec: {
        type: 'GitHubPullRequest',
        url: `https://github.com/${repository.owner}/${repository.name}`,
        secretRef: { name: secret },
        filter: { labels: [label], limit: maxOpen },
      },
    },
    {
      apiVersion,
      kind: 'ResourceSet',
      metadata,
      spec: {
        serviceAccountName: controllerAccounts.kustomize,
        inputsFrom: [{ kind: 'ResourceSetInputProvider', name: metadata.name }],
        resources: [release(unit.name, preview)],
      },
    },
  ]
}

function release(unit: string, { manifests }: PlacedPreview): Manifest {
  // No unit has a dot in its name, so no release of one can be in the way.
  const name = expression(`${unit}.pr-${pullRequest.number}`, syntax)
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace: fluxNamespace },
    spec: {
      interval: '60m',
      timeout: '5m',
      releaseName: name,
      serviceAccountName: controllerAccounts.helm,
      chart: {
        spec: {
          chart: `./${previewChart}`,
          version: previewChartVersion,
          sourceRef: { kind: 'GitRepository', name: sourceName },
        },
      },
      install: { remediation: { retries: 3 } },
      upgrade: { remediation: { retries: 3 } },
      values: previewValues(manifests, syntax),
    },
  } satisfies IHelmRelease
}
