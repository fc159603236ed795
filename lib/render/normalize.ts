import type { Manifest } from '../manifest/manifest.ts'
import { groupKind } from '../manifest/object-key.ts'
import type { Scope } from '../manifest/built-in-scope.ts'
import { dnsLabelProblem, objectNameProblem } from './dns-name.ts'

/** What is wrong with an object, and the remedy. */
export interface Problem {
  readonly rule: string
  readonly message: string
  readonly fix: string
}

/** The object as it may be written, or what is wrong with it. */
export type Normalized = { readonly manifest: Manifest } | { readonly problem: Problem }

/**
 * Takes the chart's namespace, which cdk8s stamps on every object, off those that have none,
 * and refuses names that the API server would refuse.
 */
export function normalize(
  manifest: Manifest,
  scope: Scope | undefined,
  chartNamespace: string | undefined,
): Normalized {
  if (scope === undefined) return unknownKind(manifest)
  const name = objectNameProblem(groupKind(manifest), manifest.metadata.name)
  if (name !== undefined) return refused('object-name', `name "${manifest.metadata.name}" ${name}`, 'rename it')
  const { namespace } = manifest.metadata
  if (scope === 'Cluster') return clusterScoped(manifest, chartNamespace)
  if (namespace === undefined) {
    return refused('namespace', 'is namespaced but has no namespace', 'set the namespace of the unit or of the object')
  }
  const problem = dnsLabelProblem(namespace)
  return problem === undefined ? { manifest } : refused('namespace', `namespace "${namespace}" ${problem}`, 'rename it')
}

function clusterScoped(manifest: Manifest, chartNamespace: string | undefined): Normalized {
  const { namespace, ...metadata } = manifest.metadata
  if (namespace === undefined) return { manifest }
  if (namespace === chartNamespace) return { manifest: { ...manifest, metadata } }
  return refused('namespace', `is cluster-scoped but has the namespace "${namespace}"`, 'remove metadata.namespace')
}

function unknownKind(manifest: Manifest): Normalized {
  return refused(
    'unknown-kind',
    `nobody says whether "${groupKind(manifest)}" has namespaces`,
    'fix the kind, or list it in `provides` of the unit that brings its CRD',
  )
}

function refused(rule: string, message: string, fix: string): Normalized {
  return { problem: { rule, message, fix } }
}
