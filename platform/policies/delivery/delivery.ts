import { requireEncryptedSources } from './require-encrypted-sources.ts'
import { requireKustomizationAccount } from './require-kustomization-account.ts'
import { requirePrune } from './require-prune.ts'
import { restrictApplicationNamespace } from './restrict-application-namespace.ts'
import { restrictChartVersions } from './restrict-chart-versions.ts'
import { restrictDefaultProject } from './restrict-default-project.ts'
import { restrictProjectWildcards } from './restrict-project-wildcards.ts'

/** Argo CD and Flux do what git says, and no more. */
export const delivery = [
  restrictDefaultProject,
  restrictProjectWildcards,
  restrictApplicationNamespace,
  requireKustomizationAccount,
  requirePrune,
  requireEncryptedSources,
  restrictChartVersions,
]
