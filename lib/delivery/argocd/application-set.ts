import type { IApplicationSet } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/ApplicationSet'
import type { Manifest } from '../../manifest/manifest.ts'
import { groupKind } from '../../manifest/object-key.ts'
import { pullRequest } from '../../unit/preview.ts'
import type { PlacedPreview, PlacedUnit } from '../placed-unit.ts'
import { expression, previewChart, previewValues, type TemplateSyntax } from '../preview-values.ts'
import { sorted } from '../sorted.ts'
import { platformAccount } from './accounts.ts'
import { deliveryKinds, groupAndKind, project } from './app-project.ts'
import { syncPolicy } from './application.ts'
import { applicationName, argocdNamespace, destinationOf, previewsName } from './names.ts'

const syntax: TemplateSyntax = { open: '{{', close: '}}', number: '.number', commit: '.head_sha' }

/** A set that nothing waits for: while the code host cannot be asked it is unhealthy, and delivery goes on. */
const lastWave = '1000'

/**
 * An Application for every open pull request, and the project that holds them to their namespaces. Only its number and
 * its commit get into the Application: nothing that the author of a pull request words.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Pull-Request/
 */
export function applicationSet(placed: PlacedUnit, preview: PlacedPreview): Manifest[] {
  const { unit, cluster } = placed
  const name = previewsName(cluster, unit.name)
  return [
    previewProject(name, placed, preview),
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name, namespace: argocdNamespace, annotations: { 'argocd.argoproj.io/sync-wave': lastWave } },
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        generators: [{ pullRequest: openPullRequests(preview) }],
        template: template(name, placed, preview),
      },
    } satisfies IApplicationSet,
  ]
}

function openPullRequests({ repository, label, secret }: PlacedPreview) {
  const { owner, name: repo } = repository
  return {
    github: { owner, repo, labels: [label], tokenRef: { secretName: secret, key: 'password' } },
    requeueAfterSeconds: 300,
  }
}

function template(project: string, { unit, cluster, git }: PlacedUnit, { namespace, manifests }: PlacedPreview) {
  return {
    metadata: {
      name: expression(`${applicationName(cluster, unit.name)}.pr-${pullRequest.number}`, syntax),
      annotations: { 'argocd.argoproj.io/manifest-generate-paths': `/${previewChart}` },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project,
      destination: { ...destinationOf(cluster), namespace: expression(namespace, syntax) },
      source: {
        repoURL: git.repository,
        targetRevision: git.branch,
        path: previewChart,
        helm: { valuesObject: { ...previewValues(manifests, syntax) } },
      },
      // Without self-heal: a namespace that has outlived its time must not come back before the next push.
      syncPolicy: { ...syncPolicy(cluster), automated: { prune: true, selfHeal: false } },
    },
  }
}

function previewProject(name: string, { cluster, git, unit }: PlacedUnit, preview: PlacedPreview): Manifest {
  const clusterScoped = preview.manifests.filter(({ metadata }) => metadata.namespace === undefined)
  return project(name, platformAccount(cluster), {
    description: `Previews of ${unit.name} on ${cluster.name}`,
    sourceRepos: [git.repository],
    destinations: [{ ...destinationOf(cluster), namespace: preview.namespace.replaceAll(pullRequest.number, '*') }],
    clusterResourceWhitelist: sorted(clusterScoped.map(groupKind)).map(groupAndKind),
    namespaceResourceBlacklist: deliveryKinds.map(groupAndKind),
  })
}
